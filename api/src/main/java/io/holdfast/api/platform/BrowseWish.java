package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;

/** A place in a restore point. */
public record BrowseWish(
    @Doc("The application.") String application,
    @Doc(
            "The restore point: its id, or newest for the newest complete one that secures no"
                + " restore.")
        String point,
    @Doc("The volume.") String volume,
    @Doc("The place below the volume.") @Default("/") String path,
    @Doc("Whether directories below it are gone into.") @Default("false") boolean recursive) {}
