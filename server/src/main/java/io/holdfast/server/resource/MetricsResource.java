package io.holdfast.server.resource;

import io.holdfast.api.platform.Role;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.io.IOException;
import java.util.List;

/** The metrics, in Prometheus's text format. They name what is protected, so they need a token. */
public final class MetricsResource {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  /** What is measured. */
  @FunctionalInterface
  public interface Metrics {
    /** As it is now, in Prometheus's text format. */
    String text() throws IOException;
  }

  public MetricsResource(Metrics metrics) {
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(Route.get("/metrics", Role.VIEWER, _ -> Response.text(FORMAT, metrics.text())));
  }
}
