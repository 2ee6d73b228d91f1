package io.holdfast.protection.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which restore points stay, and why; which go, and why. Each list has the newest first. */
public record RetentionPlan(List<Kept> kept, List<Removed> removed) {
  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing(Candidate::cutEnd).reversed().thenComparing(Candidate::id);

  /** A cut has its machine's time; so much may lie between that and the store's. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  /** How long what a restore overwrote can be had back, whatever a policy says. */
  private static final Duration SECURE = Duration.ofDays(7);

  public RetentionPlan {
    kept = List.copyOf(kept);
    removed = List.copyOf(removed);
  }

  /** A point that stays, with every reason. */
  public record Kept(Candidate point, List<Reason> reasons) {
    public Kept {
      reasons = List.copyOf(reasons);
    }
  }

  /** A point that goes. */
  public record Removed(Candidate point, Why why) {}

  /** Why a point goes. */
  public sealed interface Why {
    /** Nothing asks for it. */
    record NothingKeepsIt() implements Why {
      @Override
      public String toString() {
        return "no rule keeps it";
      }
    }

    /** Rules do not count it, nothing else asks for it, and this complete point is newer. */
    record Superseded(Candidate.Kind kind, String by) implements Why {
      @Override
      public String toString() {
        return "%s, and %s is complete and newer".formatted(kind, by);
      }
    }
  }

  /** The same where nobody knows which point was made last. */
  public static RetentionPlan of(
      List<RetentionPolicy> inForce, List<Candidate> points, Instant storeTime) {
    return of(inForce, points, null, storeTime);
  }

  /**
   * Plans for the points of one application.
   *
   * @param inForce one or more; a point goes only when all of them let it go
   * @param madeLast the id of the complete point that was made last, whatever its clock said;
   *     absent when nobody knows
   * @param storeTime the store's own time, not this machine's
   * @throws IllegalArgumentException when no policy is in force, or two points have one id
   */
  public static RetentionPlan of(
      List<RetentionPolicy> inForce,
      List<Candidate> points,
      @Nullable String madeLast,
      Instant storeTime) {
    if (inForce.isEmpty()) {
      throw new IllegalArgumentException("nothing can go without a policy that lets it go");
    }
    if (points.stream().map(Candidate::id).distinct().count() < points.size()) {
      throw new IllegalArgumentException(
          "two restore points have the same id: expected different ones in %s"
              .formatted(points.stream().map(Candidate::id).toList()));
    }
    List<Candidate> newestFirst = points.stream().sorted(NEWEST_FIRST).toList();
    // A clock that was ahead for a day must not push out whatever is made in the years after it.
    Predicate<Candidate> future = point -> point.cutEnd().isAfter(storeTime.plus(CLOCKS));
    List<Candidate> counted = newestFirst.stream().filter(future.negate()).toList();
    Foremost foremost = Foremost.of(newestFirst, counted);
    List<PolicyReasons> policies =
        inForce.stream().map(policy -> PolicyReasons.of(policy, counted, storeTime)).toList();
    List<Kept> kept = new ArrayList<>();
    List<Removed> removed = new ArrayList<>();
    for (Candidate point : newestFirst) {
      Set<Reason> reasons = new LinkedHashSet<>();
      point.holds().forEach(hold -> reasons.add(new Reason.Held(hold)));
      foremost.reason(point).ifPresent(reasons::add);
      if (point.id().equals(madeLast) && !foremost.isNewest(point)) {
        reasons.add(new Reason.MadeLast());
      }
      Instant secure = point.cutEnd().plus(SECURE);
      if (point.kind() == Candidate.Kind.SECURING && secure.isAfter(storeTime)) {
        reasons.add(new Reason.Secures(secure));
      }
      if (future.test(point)) {
        reasons.add(new Reason.OfTheFuture(point.cutEnd()));
      } else {
        policies.forEach(policy -> reasons.addAll(policy.of(point)));
      }
      if (reasons.isEmpty()) {
        removed.add(new Removed(point, foremost.why(point)));
      } else {
        kept.add(new Kept(point, List.copyOf(reasons)));
      }
    }
    return new RetentionPlan(kept, removed);
  }
}
