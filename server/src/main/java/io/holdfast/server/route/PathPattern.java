package io.holdfast.server.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path in which segments may be variables: {@code /v1/tokens/{name}}.
 *
 * @param segments what stands between slashes
 */
public record PathPattern(List<String> segments) {
  public PathPattern {
    segments = List.copyOf(segments);
  }

  /** A pattern that stands in source. */
  public static PathPattern of(String text) {
    if (!text.matches("(/([-a-z0-9]+|\\{[a-zA-Z]+}))+")) {
      throw new IllegalArgumentException("'" + text + "' is no pattern of a path");
    }
    return new PathPattern(List.of(text.substring(1).split("/", -1)));
  }

  /** The variables' values; empty when the path is another one. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < path.size(); i++) {
      var segment = segments.get(i);
      if (segment.startsWith("{") && !path.get(i).isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
