package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A recovery kit that is wanted. */
public record KitWish(
    @Doc("The repository.") String repository,
    @Doc("An absolute path of a directory that is there, on the machine that is asked.")
        String directory) {}
