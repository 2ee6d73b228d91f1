package io.holdfast.server.state;

import java.io.IOException;
import java.nio.file.Path;

/** Another process owns the state directory. */
public final class StateTakenException extends IOException {
  private static final long serialVersionUID = 1;

  StateTakenException(Path directory, String holder) {
    super(
        "the state directory %s is in use by %s; stop that one first, or choose another directory with --state"
            .formatted(directory, holder));
  }
}
