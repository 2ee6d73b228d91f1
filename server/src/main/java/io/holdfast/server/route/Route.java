package io.holdfast.server.route;

import io.holdfast.api.platform.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the API.
 *
 * @param role the least that the caller must have; null on an open route, which needs no token
 * @param accepts what its body may be; nothing when it takes none
 */
public record Route(
    Method method, PathPattern path, @Nullable Role role, List<Media> accepts, Handler handler) {
  public Route {
    accepts = List.copyOf(accepts);
  }

  /** For everybody: what it answers says nothing about what is protected. */
  public static Route open(String path, Handler handler) {
    return new Route(Method.GET, PathPattern.of(path), null, List.of(), handler);
  }

  public static Route get(String path, Role role, Handler handler) {
    return new Route(Method.GET, PathPattern.of(path), role, List.of(), handler);
  }

  /** Takes the one value that its handler reads from the body. */
  public static Route post(String path, Role role, Handler handler) {
    return new Route(Method.POST, PathPattern.of(path), role, List.of(Media.JSON), handler);
  }

  /** Begins something, and needs to be told no more than the path says. */
  public static Route act(String path, Role role, Handler handler) {
    return new Route(Method.POST, PathPattern.of(path), role, List.of(), handler);
  }

  /** Takes documents, as people write them. */
  public static Route documents(Method method, String path, Role role, Handler handler) {
    return new Route(method, PathPattern.of(path), role, List.of(Media.JSON, Media.YAML), handler);
  }

  public static Route delete(String path, Role role, Handler handler) {
    return new Route(Method.DELETE, PathPattern.of(path), role, List.of(), handler);
  }

  /** As the reference and the log name it: {@code GET /v1/version}. */
  public String name() {
    return method + " " + path;
  }
}
