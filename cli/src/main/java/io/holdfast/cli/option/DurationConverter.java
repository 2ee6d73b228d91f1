package io.holdfast.cli.option;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time as Go writes them: {@code 90s}, {@code 5m}, {@code 1h30m}. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches("(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?") && !lower.isEmpty()) {
      return Duration.parse("PT" + lower);
    }
    if (lower.equals("0")) {
      return Duration.ZERO;
    }
    throw new TypeConversionException(
        "'%s' is no span of time: expected such as 90s, 5m or 1h30m".formatted(text));
  }
}
