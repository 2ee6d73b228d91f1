package io.holdfast.repository.forget;

import io.holdfast.repository.forget.RetentionPlan.Kept;
import io.holdfast.repository.forget.RetentionPlan.Point;
import io.holdfast.repository.forget.RetentionPlan.Reason;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a policy on their way through one group, from its newest snapshot to its oldest. */
final class RetentionRules {
  private final RetentionPolicy policy;
  private final List<Point> newestFirst;
  private final ZoneId zone;
  private final Optional<Instant> newest;
  private final Map<Period, Integer> left = new EnumMap<>(Period.class);
  private final Map<Period, Long> lastPeriod = new EnumMap<>(Period.class);
  private final Map<Period, Long> lastPeriodWithin = new EnumMap<>(Period.class);
  private int lastLeft;

  RetentionRules(RetentionPolicy policy, List<Point> newestFirst, Instant now, ZoneId zone) {
    this.policy = policy;
    this.newestFirst = newestFirst;
    this.zone = zone;
    // What claims to be of the future must not make everything else look old.
    this.newest =
        newestFirst.stream()
            .map(point -> point.snapshot().time())
            .filter(time -> time.isBefore(now))
            .findFirst();
    this.left.putAll(policy.newestOf());
    this.lastLeft = policy.last();
  }

  RetentionPlan.Group apply(Grouping.Key key) {
    List<Kept> kept = new ArrayList<>();
    List<Point> removed = new ArrayList<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Point point = newestFirst.get(i);
      List<Reason> reasons = reasons(point, i == newestFirst.size() - 1);
      if (reasons.isEmpty()) {
        removed.add(point);
      } else {
        kept.add(new Kept(point, reasons));
      }
    }
    return new RetentionPlan.Group(key, kept, removed);
  }

  private List<Reason> reasons(Point point, boolean oldest) {
    List<Reason> reasons = new ArrayList<>();
    for (List<String> tags : policy.tags()) {
      if (point.snapshot().hasTags(tags)) {
        reasons.add(new Reason.Tagged(tags));
      }
    }
    Instant time = point.snapshot().time();
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    if (!policy.within().isZero() && isWithin(time, policy.within())) {
      reasons.add(new Reason.Within(policy.within()));
    }
    if (lastLeft != 0) {
      lastLeft -= lastLeft > 0 ? 1 : 0;
      reasons.add(new Reason.Last());
    }
    for (Period period : Period.values()) {
      newestOf(period, local, oldest).ifPresent(reasons::add);
    }
    for (Period period : Period.values()) {
      newestWithin(period, time, local, oldest).ifPresent(reasons::add);
    }
    return reasons;
  }

  private boolean isWithin(Instant time, Age age) {
    return newest.isEmpty() || time.isAfter(age.before(newest.get(), zone));
  }

  /** A count that is not used up keeps the oldest, too: history reaches back as far as it can. */
  private Optional<Reason> newestOf(Period period, LocalDateTime local, boolean oldest) {
    int count = left.getOrDefault(period, 0);
    if (count == 0) {
      return Optional.empty();
    }
    long number = period.number(local);
    Long previous = lastPeriod.put(period, number);
    boolean begins = previous == null || previous != number;
    if (!begins && !oldest) {
      return Optional.empty();
    }
    if (count > 0) {
      left.put(period, count - 1);
    }
    return Optional.of(new Reason.NewestOf(period, !begins));
  }

  private Optional<Reason> newestWithin(
      Period period, Instant time, LocalDateTime local, boolean oldest) {
    Age age = policy.newestWithin().get(period);
    if (age == null || !isWithin(time, age)) {
      return Optional.empty();
    }
    long number = period.number(local);
    Long previous = lastPeriodWithin.put(period, number);
    boolean begins = previous == null || previous != number;
    return begins || oldest
        ? Optional.of(new Reason.NewestWithin(period, age, !begins))
        : Optional.empty();
  }
}
