package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A text with documents of kinds. */
public record KindSource(
    @Doc("What mistakes call it; a name that ends with .json is read as JSON, all else as YAML.")
        String name,
    @Doc("The directory that relative paths in it are seen from.") String directory,
    @Doc("The documents.") String text) {}
