package io.holdfast.server.route;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The table of all routes. A path belongs to one pattern: of two that a path could match, the one
 * that comes first is asked.
 */
public record Routes(List<Route> all) {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

  public Routes {
    all = List.copyOf(all);
    var seen = new HashSet<String>();
    for (var route : all) {
      if (!seen.add(VARIABLE.matcher(route.name()).replaceAll("{}"))) {
        throw new IllegalArgumentException("two routes are " + route.name());
      }
    }
  }

  /** Those of several resources. */
  public static Routes of(List<List<Route>> resources) {
    return new Routes(resources.stream().flatMap(List::stream).toList());
  }

  /** What is at a path. */
  public sealed interface Match {
    record Found(Route route, Map<String, String> variables) implements Match {
      public Found {
        variables = Map.copyOf(variables);
      }
    }

    /** The path is known, with other methods. */
    record OtherMethods(Set<Method> methods) implements Match {
      public OtherMethods {
        methods = Set.copyOf(methods);
      }

      /** As the header {@code Allow} has it. */
      public String words() {
        var names = new TreeSet<String>();
        methods.forEach(method -> names.add(method.name()));
        if (methods.contains(Method.GET)) {
          names.add("HEAD");
        }
        return String.join(", ", names);
      }
    }

    record Nothing() implements Match {}
  }

  /**
   * Finds the route of a request.
   *
   * @param method its name as it was sent, which may be none that we know
   */
  public Match find(String method, List<String> path) {
    var here = new EnumMap<Method, Match.Found>(Method.class);
    for (var route : all) {
      route
          .path()
          .match(path)
          .ifPresent(
              variables -> here.putIfAbsent(route.method(), new Match.Found(route, variables)));
    }
    if (here.isEmpty()) {
      return new Match.Nothing();
    }
    return Method.of(method)
        .<Match>flatMap(known -> Optional.ofNullable(here.get(known)))
        .orElseGet(() -> new Match.OtherMethods(here.keySet()));
  }
}
