package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.LocalDate;

/** A hold that is to be placed. */
public record HoldWish(
    @Doc("The restore point.") String point,
    @Doc("What the hold is called, such as incident-7.") String hold,
    @Doc("Why the point must stay.") String reason,
    @Doc("The day on which a review of it is due; the hold stays until it is released.")
        LocalDate review) {}
