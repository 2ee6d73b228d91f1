package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.time.Instant;

/** Whether the end of a hold counts. */
public record HoldStanding(
    @Doc("Whether it counts, or what it waits for.") State state,
    @Doc("Since when it counts, or from when on it can.") Instant from) {
  /** What the end of a hold waits for. */
  public enum State {
    @Doc("It counts.")
    @Name("released")
    RELEASED,
    @Doc("It counts from then on, and nobody needs to do anything.")
    @Name("waits")
    WAITS,
    @Doc("Somebody else must agree; even then it counts no sooner.")
    @Name("needs-approval")
    NEEDS_APPROVAL
  }
}
