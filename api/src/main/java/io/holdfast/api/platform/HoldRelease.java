package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A hold that is to end. */
public record HoldRelease(
    @Doc("The restore point.") String point,
    @Doc("What the hold is called.") String hold,
    @Doc("Why the point need not stay any more.") String reason) {}
