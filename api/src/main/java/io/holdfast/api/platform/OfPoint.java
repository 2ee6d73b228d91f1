package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a restore point. */
public record OfPoint(
    @Doc("The application.") String application,
    @Doc(
            "The restore point: its id, or newest for the newest complete one that secures no"
                + " restore.")
        String point) {}
