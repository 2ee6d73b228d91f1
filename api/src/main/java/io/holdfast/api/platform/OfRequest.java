package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a run that somebody asked for. */
public record OfRequest(@Doc("What the request was answered with.") String request) {}
