package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a run. */
public record OfRun(@Doc("The run's id.") String run) {}
