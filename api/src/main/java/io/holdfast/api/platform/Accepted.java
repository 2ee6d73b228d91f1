package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A run was asked for. */
public record Accepted(@Doc("Under this name the platform tells how it is.") String request) {}
