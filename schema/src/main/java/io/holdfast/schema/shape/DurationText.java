package io.holdfast.schema.shape;

import io.holdfast.schema.document.Quoted;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of time as Go writes them, with days: {@code 90s}, {@code 1h30m}, {@code 7d}.
 *
 * <p>Units are d, h, m, s, ms, us and ns, each at most once, the largest first. A day has 24 hours.
 * Writing is canonical: days only when nothing is left over and there are at least two.
 */
public final class DurationText {
  public static final String EXPECTED =
      "a number with a unit d, h, m, s or ms, such as 90s, 24h or 7d";

  /** What a schema says of it, in the notation that Go's regular expressions know too. */
  public static final String SCHEMA_PATTERN = "-?([0-9]+(d|h|m|s|ms|us|ns))+";

  private static final Pattern WHOLE =
      Pattern.compile(
          "(-?)(?=[0-9])(?:([0-9]{1,9})d)?(?:([0-9]{1,12})h)?(?:([0-9]{1,12})m(?!s))?(?:([0-9]{1,15})s)?"
              + "(?:([0-9]{1,15})ms)?(?:([0-9]{1,15})us)?(?:([0-9]{1,15})ns)?");

  private DurationText() {}

  /**
   * Reads a length of time.
   *
   * @throws IllegalArgumentException when the text is no length of time
   */
  public static Duration parse(String text) {
    var parts = WHOLE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "cannot read %s as a duration".formatted(Quoted.shown(text)));
    }
    try {
      var length =
          Duration.ofDays(number(parts.group(2)))
              .plusHours(number(parts.group(3)))
              .plusMinutes(number(parts.group(4)))
              .plusSeconds(number(parts.group(5)))
              .plusMillis(number(parts.group(6)))
              .plusNanos(Math.multiplyExact(number(parts.group(7)), 1000))
              .plusNanos(number(parts.group(8)));
      return "-".equals(parts.group(1)) ? length.negated() : length;
    } catch (ArithmeticException | DateTimeException tooLong) {
      throw new IllegalArgumentException(
          "cannot read %s as a duration: it is too long".formatted(Quoted.shown(text)), tooLong);
    }
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Text that parses to the same length. */
  public static String write(Duration length) {
    if (length.isZero()) {
      return "0s";
    }
    if (length.isNegative()) {
      return "-" + write(length.negated());
    }
    var seconds = length.getSeconds();
    var day = 24 * 3600L;
    if (length.getNano() == 0 && seconds % day == 0 && seconds >= 2 * day) {
      return seconds / day + "d";
    }
    var nanos = length.getNano();
    var text = new StringBuilder();
    append(text, seconds / 3600, "h");
    append(text, seconds / 60 % 60, "m");
    append(text, seconds % 60, "s");
    append(text, nanos / 1_000_000, "ms");
    append(text, nanos / 1000 % 1000, "us");
    append(text, nanos % 1000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
