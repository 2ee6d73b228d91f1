package io.holdfast.cli.restore;

import io.holdfast.repository.restore.Overwrite;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads restic's words for what to do about what is there. */
final class OverwriteConverter implements ITypeConverter<Overwrite> {
  @Override
  public Overwrite convert(String text) {
    var policy = RestoreCommand.constant(Overwrite.class, text);
    if (policy == null) {
      throw new TypeConversionException(
          "'%s' is no policy: expected always, if-changed, if-newer or never".formatted(text));
    }
    return policy;
  }
}
