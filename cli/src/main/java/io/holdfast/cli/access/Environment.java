package io.holdfast.cli.access;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The variables the program was started with; may hold secrets, so it prints none.
 *
 * <p>Holdfast's own are named {@code HOLDFAST_…}; restic's of the same meaning count where those
 * are absent. An empty variable counts as absent.
 */
public final class Environment {
  private final Map<String, String> variables;

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** {@code HOLDFAST_name}, else {@code RESTIC_name}. */
  public Optional<String> own(String name) {
    return ownName(name).flatMap(this::named);
  }

  /** Which of the two variables that {@link #own} looks at it takes. */
  Optional<String> ownName(String name) {
    return Stream.of("HOLDFAST_" + name, "RESTIC_" + name)
        .filter(whole -> named(whole).isPresent())
        .findFirst();
  }

  /** The variable of exactly this name. */
  public Optional<String> named(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** All of them, for libraries that look for names of their own. */
  Map<String, String> all() {
    return variables;
  }

  /** The variable of exactly this name, as a shell would put it in. */
  public String orEmpty(String name) {
    return variables.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return variables.size() + " variables";
  }
}
