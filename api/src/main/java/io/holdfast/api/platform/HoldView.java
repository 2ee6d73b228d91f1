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
    @Doc("Who asked for its end; absent while nobody did.") @Nullable String releasedBy,
    @Doc("Whether that counts; absent while nobody asked.") @Nullable HoldStanding release) {}
