package io.holdfast.protection.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A reason why a restore point must not be removed.
 *
 * @param name by which it is shown and released, unique for an application
 * @param reason for people, one line
 * @param by who placed it
 * @param placedAt when
 * @param release what lifts it
 */
public record Hold(String name, String reason, String by, Instant placedAt, Release release) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  /** What lifts a hold; time alone never does. */
  public sealed interface Release {
    /** A review decides. It is due on this day, and the hold stays while nobody looks. */
    record AfterReview(LocalDate due) implements Release {}

    /** The policy of this name asks for the release when its condition no longer holds. */
    record ByPolicy(String policy) implements Release {
      public ByPolicy {
        requireText("the policy that lifts a hold", policy);
      }
    }
  }

  public Hold {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name for a hold: expected 1 to 63 small letters, digits, '-' and '.', such as incident-7"
              .formatted(name));
    }
    requireText("the reason of hold '%s'".formatted(name), reason);
    requireText("who placed hold '%s'".formatted(name), by);
  }

  private static void requireText(String what, String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s is '%s': expected one line of text".formatted(what, text));
    }
  }

  @Override
  public String toString() {
    return "hold %s by %s: %s".formatted(name, by, reason);
  }
}
