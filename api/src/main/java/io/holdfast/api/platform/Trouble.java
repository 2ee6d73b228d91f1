package io.holdfast.api.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something that was asked for was not done. */
public enum Trouble {
  /** There is no such thing. */
  NOT_FOUND,
  /** What was sent makes no sense, or the document has mistakes. */
  MISTAKEN,
  /** The caller may not do it. */
  FORBIDDEN,
  /** A policy or a plan refuses it, for reasons that are told. */
  REFUSED,
  /** There is no repository where one should be. */
  NO_REPOSITORY,
  /** Somebody else has the repository. */
  LOCKED,
  /** The password opens no key of the repository. */
  WRONG_PASSWORD,
  /** Somebody stopped it: a backup leaves nothing; what a restore leaves, its run says. */
  STOPPED,
  /** It was attempted and failed. */
  FAILED;

  private static final String PREFIX = "urn:holdfast:problem:";

  /** How {@link Problem#type} calls it. */
  public String problem() {
    return PREFIX
        + (this == MISTAKEN
            ? "invalid-document"
            : name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Which one a problem is; empty for those of HTTP alone. */
  public static Optional<Trouble> of(Problem problem) {
    return Arrays.stream(values())
        .filter(trouble -> trouble.problem().equals(problem.type()))
        .findFirst();
  }
}
