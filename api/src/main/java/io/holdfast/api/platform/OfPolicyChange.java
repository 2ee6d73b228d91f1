package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** A question about a change of an application's policy. */
public record OfPolicyChange(
    @Doc("The application's name.") String application,
    @Doc("The change, as lists show it.") String change) {}
