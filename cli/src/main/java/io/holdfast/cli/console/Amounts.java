package io.holdfast.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  /** A number of bytes with three digits or so: {@code 1.234 GiB}. */
  public static String bytes(long count) {
    if (count < 1024) {
      return count + " B";
    }
    double value = count;
    int unit = -1;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.3f %s", value, UNITS[unit]);
  }

  /** A span of time as on a clock: {@code 0:07}, {@code 1:02:03}. */
  public static String time(Duration span) {
    var hours = span.toHours();
    return hours > 0
        ? "%d:%02d:%02d".formatted(hours, span.toMinutesPart(), span.toSecondsPart())
        : "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
  }

  /** A count with the word that fits it: {@code 1 snapshot}, {@code 2 snapshots}. */
  public static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
