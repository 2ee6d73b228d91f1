package io.holdfast.protection.retention;

import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Safeguard;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms that hold, and others that protect less and wait.
 *
 * <p>While some wait, both are in force: a point goes only when both let it go. So what the new
 * ones keep longer is kept at once. What waits does so for the delay of the terms that hold: a
 * shorter delay has to wait for the longer one, too.
 *
 * @param pending absent when nothing waits
 */
public record PolicyInForce(Terms current, @Nullable Pending pending) {
  /** Terms that protect less, and who asked for them. */
  public record Pending(Terms terms, Weakening asked) {}

  /** Some alone. */
  public static PolicyInForce of(Terms terms) {
    return new PolicyInForce(terms, null);
  }

  /**
   * What holds when somebody asks for others.
   *
   * <p>Those that protect no less hold at once, and what waited is given up. Some that wait already
   * go on waiting when they are asked for again, so that applying the same files every hour does
   * not start the delay anew; others start it anew.
   */
  public PolicyInForce changed(
      Terms asked, String by, Administrators administrators, Instant storeTime) {
    PolicyInForce settled = settled(administrators, storeTime);
    if (settled.pending != null && settled.pending.terms.equals(asked)) {
      return settled;
    }
    return settled.current.shrinkageTo(asked).isNone()
        ? of(asked)
        : new PolicyInForce(settled.current, new Pending(asked, Weakening.asked(by, storeTime)));
  }

  /**
   * The same with somebody's agreement to what waits.
   *
   * @throws IllegalArgumentException when nothing waits, or it is the one who asked
   */
  public PolicyInForce approved(String by, Instant storeTime) {
    if (pending == null) {
      throw new IllegalArgumentException(
          "'%s' cannot approve a change of retention: none waits".formatted(by));
    }
    return new PolicyInForce(
        current, new Pending(pending.terms, pending.asked.approved(by, storeTime)));
  }

  /** The same without what has waited long enough: that holds now. */
  public PolicyInForce settled(Administrators administrators, Instant storeTime) {
    return pending != null
            && pending.asked.standing(administrators.safeguard(current.delay()), storeTime)
                instanceof Weakening.Standing.InEffect
        ? of(pending.terms)
        : this;
  }

  /** What a plan goes by at a time. */
  public List<RetentionPolicy> policies(Administrators administrators, Instant storeTime) {
    PolicyInForce settled = settled(administrators, storeTime);
    return settled.pending == null
        ? List.of(settled.current.retention())
        : List.of(settled.current.retention(), settled.pending.terms.retention());
  }

  /** What the release of a hold needs at a time: the longer delay of those in force. */
  public Safeguard safeguard(Administrators administrators, Instant storeTime) {
    PolicyInForce settled = settled(administrators, storeTime);
    Duration delay = settled.current.delay();
    if (settled.pending != null && settled.pending.terms.delay().compareTo(delay) > 0) {
      delay = settled.pending.terms.delay();
    }
    return administrators.safeguard(delay);
  }
}
