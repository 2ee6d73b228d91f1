package io.holdfast.server.resource;

import io.holdfast.api.platform.Role;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.util.List;

/** Which holdfast this is. */
public final class VersionResource {
  private final String version;

  public VersionResource(String version) {
    this.version = version;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/version",
            Role.VIEWER,
            _ -> Response.ok(new Version(version, Runtime.version().toString()))));
  }

  /** The program and what it runs on. */
  record Version(@Doc("Of holdfast.") String holdfast, @Doc("Of Java.") String java) {}
}
