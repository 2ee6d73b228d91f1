package io.holdfast.cli.application;

import io.holdfast.api.restore.RestoreSpec;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words for what becomes of what is there, the API's as well: reads and offers them. */
final class ModeConverter implements ITypeConverter<RestoreSpec.Mode>, Iterable<String> {
  @Override
  public RestoreSpec.Mode convert(String text) {
    return switch (text) {
      case "aside", "Aside" -> RestoreSpec.Mode.ASIDE;
      case "swap", "Swap" -> RestoreSpec.Mode.SWAP;
      case "in_place", "InPlace" -> RestoreSpec.Mode.IN_PLACE;
      default ->
          throw new TypeConversionException(
              "'%s' is no MODE: expected aside, swap or in_place".formatted(text));
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("aside", "swap", "in_place").iterator();
  }
}
