package io.holdfast.cli.restore;

import io.holdfast.repository.restore.Overwrite;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** restic's words for what to do about what is there: reads them, and offers them to a shell. */
final class OverwriteConverter implements ITypeConverter<Overwrite>, Iterable<String> {
  @Override
  public Overwrite convert(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "always" -> Overwrite.ALWAYS;
      case "if-changed" -> Overwrite.IF_CHANGED;
      case "if-newer" -> Overwrite.IF_NEWER;
      case "never" -> Overwrite.NEVER;
      default ->
          throw new TypeConversionException(
              "'%s' is no policy: expected always, if-changed, if-newer or never".formatted(text));
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("always", "if-changed", "if-newer", "never").iterator();
  }
}
