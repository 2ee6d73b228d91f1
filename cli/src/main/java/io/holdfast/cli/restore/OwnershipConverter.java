package io.holdfast.cli.restore;

import io.holdfast.repository.restore.Ownership;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words for whom restored entries belong to: reads them, and offers them to a shell. */
final class OwnershipConverter implements ITypeConverter<Ownership>, Iterable<String> {
  @Override
  public Ownership convert(String text) {
    return switch (text) {
      case "number" -> Ownership.BY_NUMBER;
      case "name" -> Ownership.BY_NAME;
      case "none" -> Ownership.UNCHANGED;
      default ->
          throw new TypeConversionException(
              "'%s' says nothing about owners: expected number, name or none".formatted(text));
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("number", "name", "none").iterator();
  }
}
