package io.holdfast.cli.restore;

import io.holdfast.repository.restore.Ownership;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whom restored entries belong to. */
final class OwnershipConverter implements ITypeConverter<Ownership> {
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
}
