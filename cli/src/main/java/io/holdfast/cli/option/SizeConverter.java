package io.holdfast.cli.option;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of bytes as restic takes them: {@code 4096}, {@code 100k}, {@code 2G}. */
public final class SizeConverter implements ITypeConverter<Long> {
  private static final String UNITS = "kmgt";

  @Override
  public Long convert(String text) {
    var lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.matches("\\d{1,15}[kmgtb]?")) {
      var unit = lower.charAt(lower.length() - 1);
      var digits = Character.isDigit(unit) ? lower : lower.substring(0, lower.length() - 1);
      int shift = 10 * (UNITS.indexOf(unit) + 1);
      long number = Long.parseLong(digits);
      if (number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new TypeConversionException(
        "'%s' is no size: expected such as 4096, 100K, 20M or 3G".formatted(text));
  }
}
