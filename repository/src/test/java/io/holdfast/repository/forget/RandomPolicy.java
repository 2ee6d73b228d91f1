package io.holdfast.repository.forget;

import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Policies that keep something here and something there. */
final class RandomPolicy {
  private RandomPolicy() {}

  static RetentionPolicy of(Random random) {
    Map<Period, Integer> counts = new EnumMap<>(Period.class);
    Map<Period, Age> ages = new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      if (random.nextInt(3) == 0) {
        counts.put(period, random.nextInt(5) - 1);
      }
      if (random.nextInt(4) == 0) {
        ages.put(period, age(random));
      }
    }
    List<List<String>> tags = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      tags.add(List.of("a"));
      tags.add(random.nextBoolean() ? List.of("a", "b") : List.of(""));
    }
    return new RetentionPolicy(
        new KeepRules(
            random.nextInt(3), counts, random.nextInt(4) == 0 ? age(random) : Age.ZERO, ages),
        tags);
  }

  private static Age age(Random random) {
    return new Age(random.nextInt(2), random.nextInt(14), random.nextInt(40), random.nextInt(30));
  }

  /** The policy as restic's options. */
  static List<String> options(RetentionPolicy policy) {
    KeepRules rules = policy.rules();
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
    policy.tags().forEach(group -> options.addAll(List.of("--keep-tag", String.join(",", group))));
    return options;
  }

  private static String count(int count) {
    return count == KeepRules.ALL ? "unlimited" : Integer.toString(count);
  }
}
