package io.holdfast.repository.backup;

import java.io.IOException;
import java.util.Objects;

/** Words for why an entry could not be read. */
final class Reason {
  private Reason() {}

  static String of(IOException failure) {
    return Objects.requireNonNullElseGet(
        failure.getMessage(), () -> failure.getClass().getSimpleName());
  }
}
