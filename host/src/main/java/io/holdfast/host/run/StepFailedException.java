package io.holdfast.host.run;

import java.io.IOException;

/** A step of a run failed; the message says why. */
final class StepFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String step;

  StepFailedException(String step, IOException cause) {
    super(cause.getMessage(), cause);
    this.step = step;
  }

  String step() {
    return step;
  }
}
