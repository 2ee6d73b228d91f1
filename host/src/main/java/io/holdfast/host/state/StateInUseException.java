package io.holdfast.host.state;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the state directory. */
public final class StateInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String process;

  StateInUseException(Path directory, String process) {
    super(
        "process %s works with the state directory %s: wait for it, or name another one by --state"
            .formatted(process.isEmpty() ? "(unknown)" : process, directory));
    this.process = process;
  }

  /** The other one's id. */
  public String process() {
    return process;
  }
}
