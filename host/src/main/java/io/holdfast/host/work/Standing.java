package io.holdfast.host.work;

import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.run.Run;
import java.util.List;

/** How a run is that somebody asked for. */
public sealed interface Standing {
  /** It has not begun. */
  record Waiting(String why) implements Standing {}

  record Running() implements Standing {}

  /** It has ended, as the run says. */
  record Ended(Run run) implements Standing {}

  /** It did not begin, for these reasons. */
  record Refused(Kind kind, List<Refusal> refusals) implements Standing {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  /** Somebody stopped it; what it had begun was undone. */
  record Stopped() implements Standing {}

  /** It came to nothing, and left no run that says so. */
  record Failed(Exception failure) implements Standing {}

  /** Whether it will stay as it is. */
  default boolean isOver() {
    return switch (this) {
      case Waiting _, Running _ -> false;
      case Ended _, Refused _, Stopped _, Failed _ -> true;
    };
  }
}
