package io.holdfast.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gardens made from a seed, with texts that are hard to write. */
final class Gardens {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "on",
          "no",
          "012",
          "1e3",
          "null",
          "~",
          "true",
          "-",
          "- a",
          "a: b",
          "a #b",
          "#",
          "'",
          "\"",
          "\\",
          "\n",
          "a\n  b\n",
          "\t",
          "\r",
          "\u0000",
          "\u0085",
          "\u2028",
          "\ufeff",
          "ä",
          "𝄞",
          "|",
          ">",
          "&a",
          "*a",
          "!!str",
          "{",
          "]",
          "%",
          "@",
          "`",
          "<<",
          "=",
          "2026-01-01",
          ".5",
          "0x1f",
          "Yes",
          "/srv/data",
          "a.b/c",
          "…");

  private static final List<Garden.Light> LIGHTS = List.of(Garden.Light.values());

  private Gardens() {}

  static Garden random(Random random) {
    List<Garden.Bed> beds = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      beds.add(
          new Garden.Bed(
              "bed" + "x".repeat(i),
              1 + random.nextInt(5),
              random.nextBoolean() ? null : random.nextLong(),
              LIGHTS.get(random.nextInt(LIGHTS.size()))));
    }
    Map<String, String> labels = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      labels.put(text(random), text(random));
    }
    List<Garden.Event> events = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      events.add(
          random.nextBoolean()
              ? new Garden.Event.Sown(text(random))
              : new Garden.Event.RainFell(random.nextLong(), duration(random)));
    }
    var least = Duration.ofSeconds(random.nextInt(100_000));
    return new Garden(
        new Garden.Place(
            ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "UTC"),
            new Garden.Area(random.nextInt(1000)),
            random.nextBoolean() ? null : LocalDate.ofEpochDay(random.nextInt(40_000))),
        beds,
        labels,
        random.nextBoolean()
            ? null
            : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
        new Garden.Watering(least, least.plus(duration(random).abs()), random.nextBoolean()),
        events);
  }

  private static Duration duration(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofDays(random.nextInt(1000));
      case 1 -> Duration.ofMinutes(random.nextInt(10_000));
      case 2 -> Duration.ofNanos(random.nextLong(1L << 50));
      default -> Duration.ofMillis(-random.nextInt(100_000));
    };
  }

  static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    return text.toString();
  }
}
