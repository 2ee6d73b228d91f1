package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;

/** Two restore points that are to be compared. */
public record DifferenceWish(
    @Doc("The application.") String application,
    @Doc("The earlier restore point.") String point,
    @Doc("The later one: its id, or newest for the newest complete one that secures no restore.")
        String later,
    @Doc("Whether entries that differ in metadata alone are told, too.") @Default("false")
        boolean metadata) {}
