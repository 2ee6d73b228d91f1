package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a repository. */
public record OfRepository(@Doc("The repository's name.") String repository) {}
