package io.holdfast.server.route;

import java.util.Arrays;
import java.util.Optional;

/** What a route does. HEAD is answered like GET, without the body. */
public enum Method {
  GET,
  POST,
  PUT,
  DELETE;

  public static Optional<Method> of(String name) {
    return name.equals("HEAD")
        ? Optional.of(GET)
        : Arrays.stream(values()).filter(method -> method.name().equals(name)).findFirst();
  }
}
