package io.holdfast.protection.retention;

import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rules that keep something here and something there; at least one. */
final class RandomRules {
  private RandomRules() {}

  static KeepRules of(Random random) {
    Map<Period, Integer> counts = new EnumMap<>(Period.class);
    Map<Period, Age> ages = new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      if (random.nextInt(3) == 0) {
        counts.put(period, random.nextInt(8) - 1);
      }
      if (random.nextInt(5) == 0) {
        ages.put(period, age(random));
      }
    }
    KeepRules rules =
        new KeepRules(
            random.nextInt(3) == 0 ? random.nextInt(20) : 0,
            counts,
            random.nextInt(4) == 0 ? age(random) : Age.ZERO,
            ages);
    return rules.isEmpty() ? of(random) : rules;
  }

  static Age age(Random random) {
    return new Age(
        random.nextInt(4) == 0 ? random.nextInt(3) : 0,
        random.nextInt(3) == 0 ? random.nextInt(14) : 0,
        random.nextInt(3) == 0 ? random.nextInt(40) : 0,
        random.nextInt(3) == 0 ? random.nextInt(30) : 0);
  }

  /** The rules as restic's options. */
  static List<String> options(KeepRules rules) {
    List<String> options = new ArrayList<>();
    if (rules.last() != 0) {
      options.addAll(List.of("--keep-last", count(rules.last())));
    }
    rules
        .newestOf()
        .forEach(
            (period, count) -> options.addAll(List.of("--keep-" + period.word(), count(count))));
    if (!rules.within().isZero()) {
      options.addAll(List.of("--keep-within", rules.within().toString()));
    }
    rules
        .newestWithin()
        .forEach((period, age) ->
            options.addAll(List.of("--keep-within-" + period.word(), age.toString())));
    return options;
  }

  private static String count(int count) {
    return count == KeepRules.ALL ? "unlimited" : Integer.toString(count);
  }
}
