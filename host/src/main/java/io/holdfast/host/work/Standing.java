package io.holdfast.host.work;

import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.io.InterruptedIOException;
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

  /** Somebody stopped it. */
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

  /** Does what a run does, and says how it is then. */
  static Standing after(Kind kind, Task task) {
    try {
      return switch (task.run()) {
        case Planning.Planned<Run>(Run run) -> new Ended(run);
        case Planning.Refused<Run>(var refusals) -> new Refused(kind, refusals);
      };
    } catch (InterruptedException | InterruptedIOException stopped) {
      return new Stopped();
    } catch (IOException failure) {
      return new Failed(failure);
    } catch (RuntimeException failure) { // a defect of one run must not be the end of all
      return new Failed(failure);
    }
  }
}
