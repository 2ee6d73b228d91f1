package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a hold. */
public record OfHold(
    @Doc("The restore point.") String point, @Doc("What the hold is called.") String hold) {}
