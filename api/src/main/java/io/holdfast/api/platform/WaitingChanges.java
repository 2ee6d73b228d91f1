package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import org.jspecify.annotations.Nullable;

/** The changes of policies that wait. */
public record WaitingChanges(
    @Doc("Of this application alone; without it, of all.") @Nullable String application) {}
