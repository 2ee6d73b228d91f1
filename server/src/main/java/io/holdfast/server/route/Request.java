package io.holdfast.server.route;

import io.holdfast.api.platform.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks for.
 *
 * @param variables values of the variables in the route's path
 * @param query the last value of each name
 * @param caller on an open route nobody with a name
 */
public record Request(
    Map<String, String> variables, Map<String, String> query, Body body, Caller caller) {
  public Request {
    variables = Map.copyOf(variables);
    query = Map.copyOf(query);
  }

  /** A variable of the route's path. */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
