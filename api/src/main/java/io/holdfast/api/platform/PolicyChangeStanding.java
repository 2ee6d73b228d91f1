package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.time.Instant;

/** Whether a change of a policy counts. */
public record PolicyChangeStanding(
    @Doc("Whether it counts, or what it waits for.") State state,
    @Doc("Since when it counts, or from when on it can.") Instant from) {
  /** What the change of a policy waits for. */
  public enum State {
    @Doc("It counts.")
    @Name("in-effect")
    IN_EFFECT,
    @Doc("It counts from then on, and nobody needs to do anything.")
    @Name("waits")
    WAITS,
    @Doc("Somebody else must agree; even then it counts no sooner.")
    @Name("needs-approval")
    NEEDS_APPROVAL
  }
}
