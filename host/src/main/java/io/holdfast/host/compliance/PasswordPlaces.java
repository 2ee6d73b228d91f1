package io.holdfast.host.compliance;

import io.holdfast.api.repository.PasswordSource;
import io.holdfast.protection.compliance.Evidence.PasswordPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where passwords are, and who may read them; none is read. */
final class PasswordPlaces {
  private PasswordPlaces() {}

  static PasswordPlace of(PasswordSource source) {
    if (source.file() != null) {
      return file(source.file());
    }
    return source.environment() != null
        ? new PasswordPlace.InVariable(source.environment())
        : new PasswordPlace.Printed(source.command().getFirst());
  }

  private static PasswordPlace file(String path) {
    try {
      return new PasswordPlace.InFile(
          path, PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path))));
    } catch (NoSuchFileException absent) {
      return new PasswordPlace.InUnknownFile(path, "it is not there");
    } catch (IOException unreadable) {
      return new PasswordPlace.InUnknownFile(path, String.valueOf(unreadable.getMessage()));
    }
  }
}
