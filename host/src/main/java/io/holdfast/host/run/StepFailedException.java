package io.holdfast.host.run;

import io.holdfast.host.hook.RefusedException;
import io.holdfast.protection.plan.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A step of a run failed; the message says why. */
final class StepFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String step;

  StepFailedException(String step, IOException cause) {
    super(cause.getMessage(), cause);
    this.step = step;
  }

  /** Why a hook refused the cut; absent when that is not what failed. */
  static @Nullable Refusal refusal(IOException failure) {
    return failure instanceof StepFailedException failed
            && failed.getCause() instanceof RefusedException refused
        ? new Refusal(failed.step, String.valueOf(refused.getMessage()), "")
        : null;
  }

  String step() {
    return step;
  }
}
