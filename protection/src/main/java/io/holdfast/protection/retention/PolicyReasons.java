package io.holdfast.protection.retention;

import static java.util.stream.Collectors.toMap;

import io.holdfast.retention.Choice;
import io.holdfast.retention.Period;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The reasons that one policy has, by point. */
final class PolicyReasons {
  private final RetentionPolicy policy;
  private final Instant storeTime;
  private final List<Candidate> complete;
  private final Map<Candidate, List<io.holdfast.retention.Reason>> amongComplete;
  private final Map<Candidate, List<io.holdfast.retention.Reason>> amongAll;
  private final Map<Period, Set<Long>> taken = new HashMap<>();

  private PolicyReasons(RetentionPolicy policy, List<Candidate> newestFirst, Instant storeTime) {
    this.policy = policy;
    this.storeTime = storeTime;
    this.complete = newestFirst.stream().filter(Candidate::complete).toList();
    this.amongComplete = apply(complete);
    this.amongAll = apply(newestFirst);
  }

  static PolicyReasons of(RetentionPolicy policy, List<Candidate> newestFirst, Instant storeTime) {
    return new PolicyReasons(policy, newestFirst, storeTime);
  }

  private Map<Candidate, List<io.holdfast.retention.Reason>> apply(List<Candidate> newestFirst) {
    return policy.rules().apply(newestFirst, Candidate::cutEnd, storeTime, policy.zone()).stream()
        .collect(toMap(Choice::item, Choice::reasons));
  }

  List<Reason> of(Candidate point) {
    List<Reason> reasons = new ArrayList<>();
    Instant oldEnough = point.cutEnd().plus(policy.minimumAge());
    if (!policy.minimumAge().isZero() && oldEnough.isAfter(storeTime)) {
      reasons.add(new Reason.MinimumAge(oldEnough));
    }
    if (policy.rules().isEmpty()) {
      reasons.add(new Reason.NoRules());
    } else if (point.complete()) {
      amongComplete
          .getOrDefault(point, List.of())
          .forEach(rule -> reasons.add(new Reason.ByRule(rule)));
    } else {
      amongAll.getOrDefault(point, List.of()).stream()
          .filter(rule -> isVacant(rule, point))
          .forEach(rule -> reasons.add(standsIn(point, rule)));
    }
    return reasons;
  }

  /** An age keeps all that is young enough, so nothing stands in for anything. */
  private static Reason standsIn(Candidate point, io.holdfast.retention.Reason rule) {
    return rule instanceof io.holdfast.retention.Reason.Within
        ? new Reason.ByRule(rule)
        : new Reason.StandsIn(point.kind(), rule);
  }

  /** Whether no complete point is there for the rule to keep instead of this one. */
  private boolean isVacant(io.holdfast.retention.Reason rule, Candidate point) {
    return switch (rule) {
      case io.holdfast.retention.Reason.Within _ -> true;
      case io.holdfast.retention.Reason.Last _ -> true;
      case io.holdfast.retention.Reason.NewestOf(Period period, boolean asOldest) ->
          !asOldest && !taken(period).contains(number(period, point));
      case io.holdfast.retention.Reason.NewestWithin(Period period, _, boolean asOldest) ->
          !asOldest && !taken(period).contains(number(period, point));
    };
  }

  private Set<Long> taken(Period period) {
    return taken.computeIfAbsent(
        period,
        _ -> complete.stream().map(point -> number(period, point)).collect(Collectors.toSet()));
  }

  private long number(Period period, Candidate point) {
    return period.number(LocalDateTime.ofInstant(point.cutEnd(), policy.zone()));
  }
}
