package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about what is declared. */
public record OfKind(
    @Doc("Repository, Policy or Application, in any case.") String kind,
    @Doc("Its name.") String name) {}
