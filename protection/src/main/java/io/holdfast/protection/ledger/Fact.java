package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation or decision, at its place in a chain.
 *
 * @param previous the hash of the fact before it in the chain; {@link Chain#BEGINNING} for the
 *     first
 * @param recorded when we learned it
 * @param from when it began to be true
 * @param until when it ceased to be; absent for what stays true
 * @param by who says so
 */
public record Fact(
    FactId id,
    ContentId previous,
    Instant recorded,
    Instant from,
    @Nullable Instant until,
    String by,
    FactBody body) {
  public Fact {
    if (until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "a fact that is true from %s cannot cease to be at %s".formatted(from, until));
    }
  }

  /** A fact that has no place in a chain yet. */
  public record Draft(Instant from, @Nullable Instant until, String by, FactBody body) {
    /** Something that became true at a moment, and stays so. */
    public static Draft at(Instant moment, String by, FactBody body) {
      return new Draft(moment, null, by, body);
    }
  }
}
