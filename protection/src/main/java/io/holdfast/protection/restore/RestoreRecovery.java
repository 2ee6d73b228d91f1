package io.holdfast.protection.restore;

import io.holdfast.protection.restore.RestorePlan.Step;
import java.util.Collection;
import java.util.List;

/** What becomes of a restore whose process ended in its midst; decided from what was recorded. */
public sealed interface RestoreRecovery {
  /** All is done; only the books are left to do. */
  record Finished() implements RestoreRecovery {}

  /**
   * Its swaps had begun: once any is done, all of them are to be, since what they bring is there
   * and probed. While none is, somebody may use what is there again, and it is given up.
   */
  record Swapping() implements RestoreRecovery {}

  /**
   * It is given up.
   *
   * @param fills into directories that nobody has asked for by name; what it made is to be removed
   */
  record Abandoned(String reason, List<Step.Fill> fills) implements RestoreRecovery {
    public Abandoned {
      fills = List.copyOf(fills);
    }
  }

  /**
   * Decides.
   *
   * @param recorded keys of steps that were done, {@link RestorePlan#SWAPS_BEGIN}, and what else
   *     was recorded
   */
  static RestoreRecovery of(RestorePlan plan, Collection<String> recorded) {
    List<String> left =
        plan.steps().stream().map(Step::key).filter(key -> !recorded.contains(key)).toList();
    if (left.isEmpty()) {
      return new Finished();
    }
    if (recorded.contains(RestorePlan.SWAPS_BEGIN)) {
      return new Swapping();
    }
    return new Abandoned(
        // By its name: what was secured before, to be overwritten, may be the newest one now.
        "its process ended before the end of '%s': do it again, with %s"
            .formatted(left.getFirst(), plan.point()),
        own(plan));
  }

  /** The fills into directories that, before the first swap, are nobody's but the run's own. */
  static List<Step.Fill> own(RestorePlan plan) {
    return plan.fills().stream().filter(plan::isOwn).toList();
  }
}
