package io.holdfast.server.resource;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether the server lives, and whether it is ready. Open, so it says no more than that. */
public final class HealthResource {
  private final BooleanSupplier ready;

  public HealthResource(BooleanSupplier ready) {
    this.ready = ready;
  }

  public List<Route> routes() {
    return List.of(
        Route.open("/healthz/live", _ -> Response.ok(new Health("live"))),
        Route.open("/healthz/ready", _ -> readiness()));
  }

  private Response readiness() {
    return ready.getAsBoolean()
        ? Response.ok(new Health("ready"))
        : Response.of(ProblemKind.UNAVAILABLE.problem("the server is not ready; its log says why"));
  }

  /** A word. */
  record Health(@Doc("live or ready.") String status) {}
}
