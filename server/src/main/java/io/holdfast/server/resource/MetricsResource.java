package io.holdfast.server.resource;

import io.holdfast.api.platform.Role;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.util.List;
import java.util.function.Supplier;

/** The metrics, in Prometheus's text format. They name what is protected, so they need a token. */
public final class MetricsResource {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> text;

  public MetricsResource(Supplier<String> text) {
    this.text = text;
  }

  public List<Route> routes() {
    return List.of(Route.get("/metrics", Role.VIEWER, _ -> Response.text(FORMAT, text.get())));
  }
}
