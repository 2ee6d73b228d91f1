package io.holdfast.retention;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules on their way through one list, from its newest to its oldest. */
final class Walk<T> {
  private final KeepRules rules;
  private final List<T> newestFirst;
  private final Function<? super T, Instant> time;
  private final ZoneId zone;
  private final Optional<Instant> newest;
  private final Map<Period, Integer> left = new EnumMap<>(Period.class);
  private final Map<Period, Long> lastPeriod = new EnumMap<>(Period.class);
  private final Map<Period, Long> lastPeriodWithin = new EnumMap<>(Period.class);
  private int lastLeft;

  Walk(
      KeepRules rules,
      List<T> newestFirst,
      Function<? super T, Instant> time,
      Instant now,
      ZoneId zone) {
    this.rules = rules;
    this.newestFirst = newestFirst;
    this.time = time;
    this.zone = zone;
    // What claims to be of the future must not make everything else look old.
    this.newest =
        newestFirst.stream().<Instant>map(time).filter(each -> each.isBefore(now)).findFirst();
    this.left.putAll(rules.newestOf());
    this.lastLeft = rules.last();
  }

  List<Choice<T>> choices() {
    List<Choice<T>> choices = new ArrayList<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      T item = newestFirst.get(i);
      choices.add(new Choice<>(item, reasons(time.apply(item), i == newestFirst.size() - 1)));
    }
    return choices;
  }

  private List<Reason> reasons(Instant at, boolean oldest) {
    List<Reason> reasons = new ArrayList<>();
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    if (!rules.within().isZero() && isWithin(at, rules.within())) {
      reasons.add(new Reason.Within(rules.within()));
    }
    if (lastLeft != 0) {
      lastLeft -= lastLeft > 0 ? 1 : 0;
      reasons.add(new Reason.Last());
    }
    for (Period period : Period.values()) {
      newestOf(period, local, oldest).ifPresent(reasons::add);
    }
    for (Period period : Period.values()) {
      newestWithin(period, at, local, oldest).ifPresent(reasons::add);
    }
    return reasons;
  }

  private boolean isWithin(Instant at, Age age) {
    return newest.isEmpty() || at.isAfter(age.before(newest.get(), zone));
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
      Period period, Instant at, LocalDateTime local, boolean oldest) {
    Age age = rules.newestWithin().get(period);
    if (age == null || !isWithin(at, age)) {
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
