package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hold, as lists show it. */
public record HoldView(
    @Doc("The restore point.") String point,
    @Doc("What the hold is called.") String hold,
    @Doc("Why the point must stay.") String reason,
    @Doc("Who placed it.") String by,
    @Doc("When.") Instant placedAt,
    @Doc("What lifts it.") String until,
    @Doc("Its end, if somebody asked for it.") @Nullable Release release) {
  /** The end of a hold that somebody asked for. */
  public record Release(
      @Doc("Who asked.") String by, @Doc("Whether it counts.") HoldStanding standing) {}
}
