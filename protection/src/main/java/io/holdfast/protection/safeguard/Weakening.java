package io.holdfast.protection.safeguard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that takes protection away, asked for and perhaps agreed to.
 *
 * @param by who asked
 * @param at when, by the store's clock
 * @param approval who agreed; absent while nobody did
 */
public record Weakening(String by, Instant at, @Nullable Approval approval) {
  /** Somebody's agreement; never of the one who asked. */
  public record Approval(String by, Instant at) {}

  /** Whether it counts yet. */
  public sealed interface Standing {
    /** It counts. */
    record InEffect(Instant since) implements Standing {}

    /** It counts from then on, and nobody needs to do anything. */
    record Waits(Instant until) implements Standing {}

    /** Somebody else must agree; even then it counts no sooner than this. */
    record NeedsApproval(Instant notBefore) implements Standing {}
  }

  public Weakening {
    if (by.isBlank()) {
      throw new IllegalArgumentException("a weakening needs the name of who asks for it");
    }
    if (approval != null && approval.by.equals(by)) {
      throw new IllegalArgumentException(
          "'%s' asked for this and cannot approve it: expected somebody else".formatted(by));
    }
  }

  /** One that nobody agreed to yet. */
  public static Weakening asked(String by, Instant at) {
    return new Weakening(by, at, null);
  }

  /**
   * The same with somebody's agreement; a later one changes nothing.
   *
   * @throws IllegalArgumentException when it is the one who asked
   */
  public Weakening approved(String by, Instant at) {
    return approval != null ? this : new Weakening(this.by, this.at, new Approval(by, at));
  }

  /**
   * Whether it counts.
   *
   * <p>The delay runs from when it was asked for, not from the approval: it is the time that
   * everybody has to notice.
   */
  public Standing standing(Safeguard safeguard, Instant now) {
    Instant ripe = at.plus(safeguard.delay());
    boolean secondPerson = safeguard.needsSecondPerson(at);
    if (secondPerson && approval == null) {
      return new Standing.NeedsApproval(ripe);
    }
    Instant since =
        secondPerson && approval != null && approval.at.isAfter(ripe) ? approval.at : ripe;
    return now.isBefore(since) ? new Standing.Waits(since) : new Standing.InEffect(since);
  }
}
