package io.holdfast.server.resource;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.HttpForm;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.Platform;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.schema.document.Reading;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.RefusedException;
import io.holdfast.server.route.Request;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.io.IOException;
import java.util.List;

/** Everything that can be asked of a platform: a route for each operation. */
public final class PlatformResource {
  private final Platform platform;

  public PlatformResource(Platform platform) {
    this.platform = platform;
  }

  public List<Route> routes() {
    return Operations.all().stream().<Route>map(this::route).toList();
  }

  private <Q extends Record, A extends Record> Route route(Operation<Q, A> operation) {
    return switch (operation.method()) {
      case GET ->
          Route.get(operation.path(), operation.role(), request -> answer(operation, request));
      case POST ->
          operation.hasBody()
              ? Route.post(
                  operation.path(), operation.role(), request -> answer(operation, request))
              : Route.act(
                  operation.path(), operation.role(), request -> answer(operation, request));
      case DELETE ->
          Route.delete(operation.path(), operation.role(), request -> answer(operation, request));
    };
  }

  private <Q extends Record, A extends Record> Response answer(
      Operation<Q, A> operation, Request request)
      throws RefusedException, IOException, InterruptedException {
    var form =
        HttpForm.read(operation, request.variables(), request.query(), request.body().bytes());
    return switch (form) {
      case Reading.Refused<Q>(var mistakes) -> throw RefusedException.ofMistakes(mistakes);
      case Reading.Read<Q>(var question) -> {
        try {
          var answer = platform.answer(operation, question, request.caller());
          yield answer instanceof Accepted ? Response.accepted(answer) : Response.ok(answer);
        } catch (PlatformException told) {
          var refused = new RefusedException(ProblemKind.of(told));
          refused.initCause(told);
          throw refused;
        }
      }
    };
  }
}
