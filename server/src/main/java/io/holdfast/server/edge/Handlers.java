package io.holdfast.server.edge;

import io.holdfast.server.log.Log;
import io.holdfast.server.route.Method;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.RefusedException;
import io.holdfast.server.route.Request;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/** Runs handlers, each on a virtual thread of its own, and turns what ends them into answers. */
final class Handlers {
  private final Vertx vertx;
  private final Log log;

  Handlers(Vertx vertx, Log log) {
    this.vertx = vertx;
    this.log = log;
  }

  /** Hands the response over on the event loop that it was called on. */
  void run(Route route, Request request, Consumer<Response> answer) {
    var context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name(route.name())
        .start(() -> {
          var response = answer(route, request);
          context.runOnContext(_ -> answer.accept(response));
        });
  }

  /** Notes a token that was not good; whose it may be nobody knows. */
  void refusedToken(Route route, String address, String reason) {
    log.warn("refused %s from %s: %s".formatted(route.name(), address, reason));
  }

  private Response answer(Route route, Request request) {
    Response response;
    try {
      response = route.handler().answer(request);
    } catch (RefusedException refused) {
      response = Response.of(refused.problem());
    } catch (IOException storage) {
      response = failed(storage);
      log.warn("%s failed: %s".formatted(route.name(), message(storage)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      response = Response.of(ProblemKind.UNAVAILABLE.problem("the server is stopping"));
    } catch (Throwable defect) { // whoever waits must be answered, whatever it was
      log.defect(
          "%s failed by a defect of holdfast, please report it".formatted(route.name()), defect);
      response =
          Response.of(
              ProblemKind.FAILED.problem(
                  "this is a defect of holdfast: its log has the details, please report them"));
    }
    if (route.method() != Method.GET) {
      log.say("%s by '%s': %d".formatted(route.name(), request.caller().name(), response.status()));
    }
    return response;
  }

  private static Response failed(IOException storage) {
    return Response.of(ProblemKind.FAILED.problem(message(storage)));
  }

  private static String message(IOException storage) {
    return Objects.requireNonNullElseGet(
        storage.getMessage(), () -> storage.getClass().getSimpleName());
  }
}
