package io.holdfast.host.state;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the state directory. */
public final class StateInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  StateInUseException(Path directory, String holder) {
    super(
        "the state directory %s is in use by %s; wait for it or stop it, or choose another directory with --state"
            .formatted(directory, holder));
  }
}
