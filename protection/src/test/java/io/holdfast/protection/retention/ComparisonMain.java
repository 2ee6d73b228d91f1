package io.holdfast.protection.retention;

import io.holdfast.retention.KeepRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The long comparison: {@code RESTIC DIRECTORY SEED POLICIES POINTS}, the last one of each
 * application. Ends with a line {@code RESULT}; the exit code says nothing but that it came to its
 * end.
 */
final class ComparisonMain {
  /** Each with a repository of its own: clocks that are set, that never are, and half-hours. */
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "UTC", "America/New_York", "Australia/Lord_Howe");

  private static final int APPLICATIONS = 8;

  private ComparisonMain() {}

  public static void main(String[] arguments) throws IOException {
    Path restic = Path.of(arguments[0]);
    Path directory = Path.of(arguments[1]);
    Random random = new Random(Long.parseLong(arguments[2]));
    int policies = Integer.parseInt(arguments[3]);
    int each = Integer.parseInt(arguments[4]);
    int compared = 0;
    int differences = 0;
    int points = 0;
    for (int i = 0; i < ZONES.size(); i++) {
      Path place = Files.createDirectories(directory.resolve("zone-" + i));
      try (ResticComparison comparison =
          new ResticComparison(restic, place, ZoneId.of(ZONES.get(i)))) {
        comparison.fill(place, APPLICATIONS, each, random);
        points += comparison.size();
        for (int end = policies * (i + 1) / ZONES.size(); compared < end; compared++) {
          KeepRules rules = RandomRules.of(random);
          Map<String, List<String>> expected = comparison.resticKeeps(rules);
          Map<String, List<String>> actual = comparison.planKeeps(rules);
          if (!actual.equals(expected)) {
            differences++;
            System.out.printf(
                "DIFFERENCE in %s: %s%n  restic %s%n  plan   %s%n",
                ZONES.get(i), RandomRules.options(rules), expected, actual);
          }
        }
      }
      System.out.printf("%s: %d policies so far%n", ZONES.get(i), compared);
    }
    System.out.printf(
        "RESULT policies=%d points=%d plans=%d differences=%d%n",
        compared, points, compared * APPLICATIONS, differences);
  }
}
