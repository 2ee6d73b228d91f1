package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** What became of a repository that was to be made. */
public record RepositoryMade(@Doc("False when it was there already.") boolean made) {}
