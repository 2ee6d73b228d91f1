package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A file of a restore point. */
public record FileWish(
    @Doc("The application.") String application,
    @Doc(
            "The restore point: its id, or newest for the newest complete one that secures no"
                + " restore.")
        String point,
    @Doc("The volume.") String volume,
    @Doc("The file's path below the volume.") String path) {}
