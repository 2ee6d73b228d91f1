package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about an application. */
public record OfApplication(@Doc("The application's name.") String application) {}
