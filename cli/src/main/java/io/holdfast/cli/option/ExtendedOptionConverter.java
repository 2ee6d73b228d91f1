package io.holdfast.cli.option;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Lets {@code -o} be an extended option, as in restic, or an output format, as in kubectl: only the
 * former has a {@code =}, so both work.
 */
final class ExtendedOptionConverter implements ITypeConverter<String> {
  private static final List<String> FORMATS = List.of("table", "json");

  @Override
  public String convert(String text) {
    if (!text.contains("=") && !FORMATS.contains(text)) {
      throw new TypeConversionException(
          "'%s' is neither table nor json nor an extended option KEY=VALUE".formatted(text));
    }
    return text;
  }
}
