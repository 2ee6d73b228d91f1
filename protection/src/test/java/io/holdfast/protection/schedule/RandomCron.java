package io.holdfast.protection.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Crons of all shapes, in numbers; some never fire. */
final class RandomCron {
  private RandomCron() {}

  static String of(Random random) {
    String minute = field(random, 0, 59, 3);
    String hour = field(random, 0, 23, 3);
    String day = field(random, 1, 31, 2);
    if (random.nextInt(12) == 0) {
      day = random.nextBoolean() ? "L" : "15,L";
    }
    String month = field(random, 1, 12, 2);
    String weekday = field(random, 0, 7, 2);
    return String.join(" ", minute, hour, day, month, weekday);
  }

  private static String field(Random random, int least, int most, int stars) {
    if (random.nextInt(4) < stars) {
      return random.nextInt(3) == 0 && most > 12 && most != 31
          ? "*/" + (2 + random.nextInt(most / 2))
          : "*";
    }
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = least + random.nextInt(most - least + 1);
      int to = from + random.nextInt(most - from + 1);
      if (to - from > 1 && random.nextBoolean()) {
        items.add("%d-%d/%d".formatted(from, to, 1 + random.nextInt(to - from)));
      } else {
        items.add(to > from && random.nextBoolean() ? from + "-" + to : "" + from);
      }
    }
    return String.join(",", items);
  }
}
