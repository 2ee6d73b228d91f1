package io.holdfast.location;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The variables the program was started with, or others in their place; may hold secrets, so it
 * prints none.
 *
 * <p>Holdfast's own are named {@code HOLDFAST_…}; restic's of the same meaning count where those
 * are absent. An empty variable counts as absent.
 */
public final class Environment {
  /** They say who asks before any file does. */
  private static final Set<String> AWS_KEYS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_ROLE_ARN",
          "AWS_WEB_IDENTITY_TOKEN_FILE");

  private final Map<String, String> variables;

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** {@code HOLDFAST_name}, else {@code RESTIC_name}. */
  public Optional<String> own(String name) {
    return ownName(name).flatMap(this::named);
  }

  /** Which of the two variables that {@link #own} looks at it takes. */
  public Optional<String> ownName(String name) {
    return Stream.of("HOLDFAST_" + name, "RESTIC_" + name)
        .filter(whole -> named(whole).isPresent())
        .findFirst();
  }

  /** The variable of exactly this name. */
  public Optional<String> named(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The same, but AWS is asked as somebody whose keys are in a file.
   *
   * @param profile of the file
   */
  public Environment withCredentialsFile(Path file, String profile) {
    Map<String, String> changed = new HashMap<>(variables);
    changed.keySet().removeAll(AWS_KEYS);
    changed.put("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    changed.put("AWS_PROFILE", profile);
    return new Environment(changed);
  }

  /** All of them, for libraries that look for names of their own. */
  public Map<String, String> all() {
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
