package io.holdfast.protection.retention;

import io.holdfast.protection.safeguard.Safeguard;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy that holds, and one that keeps less and waits.
 *
 * <p>While one waits, both are in force: a point goes only when both let it go. So what the new one
 * keeps longer is kept at once.
 *
 * @param pending absent when nothing waits
 */
public record PolicyInForce(RetentionPolicy current, @Nullable Pending pending) {
  /** A policy that keeps less, and who asked for it. */
  public record Pending(RetentionPolicy policy, Weakening asked) {}

  /** One alone. */
  public static PolicyInForce of(RetentionPolicy policy) {
    return new PolicyInForce(policy, null);
  }

  /**
   * What holds when somebody asks for another policy.
   *
   * <p>One that keeps no less holds at once, and what waited is given up. One that waits already
   * goes on waiting when it is asked for again, so that applying the same files every hour does not
   * start the delay anew; another one starts it anew.
   */
  public PolicyInForce changed(
      RetentionPolicy asked, String by, Safeguard safeguard, Instant storeTime) {
    PolicyInForce settled = settled(safeguard, storeTime);
    if (settled.pending != null && settled.pending.policy.equals(asked)) {
      return settled;
    }
    return Shrinkage.between(settled.current, asked).isNone()
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
        current, new Pending(pending.policy, pending.asked.approved(by, storeTime)));
  }

  /** The same without what has waited long enough: that one holds now. */
  public PolicyInForce settled(Safeguard safeguard, Instant storeTime) {
    return pending != null
            && pending.asked.standing(safeguard, storeTime) instanceof Weakening.Standing.InEffect
        ? of(pending.policy)
        : this;
  }

  /** What a plan goes by at a time. */
  public List<RetentionPolicy> policies(Safeguard safeguard, Instant storeTime) {
    PolicyInForce settled = settled(safeguard, storeTime);
    return settled.pending == null
        ? List.of(settled.current)
        : List.of(settled.current, settled.pending.policy);
  }
}
