package io.holdfast.host.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be had, for people: Java's own message is often the path alone. */
final class FileFailure {
  private FileFailure() {}

  static String words(IOException failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return switch (file) {
        case AccessDeniedException _ ->
            "access denied at %s: run as a user who may write there".formatted(file.getFile());
        case NoSuchFileException _ -> "%s is not there".formatted(file.getFile());
        case FileAlreadyExistsException _ -> "%s is there already".formatted(file.getFile());
        default -> "%s (%s)".formatted(file.getMessage(), file.getClass().getSimpleName());
      };
    }
    return String.valueOf(failure.getMessage());
  }
}
