package io.holdfast.protection.plan;

import java.util.List;
import java.util.function.Supplier;

/** What came of planning. */
public sealed interface Planning<P> {
  record Planned<P>(P plan) implements Planning<P> {}

  /** Nothing is done, for all of these reasons; at least one. */
  record Refused<P>(List<Refusal> refusals) implements Planning<P> {
    public Refused {
      refusals = List.copyOf(refusals);
      if (refusals.isEmpty()) {
        throw new IllegalArgumentException("refused without a reason");
      }
    }
  }

  /** The plan, unless there are reasons against it. */
  static <P> Planning<P> of(List<Refusal> refusals, Supplier<P> plan) {
    return refusals.isEmpty() ? new Planned<>(plan.get()) : new Refused<>(refusals);
  }
}
