package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import org.jspecify.annotations.Nullable;

/** An application, as lists show it. */
public record ApplicationView(
    @Doc("Its name.") String name,
    @Doc("The repository that its points are in.") String repository,
    @Doc("The policy that it follows.") @Nullable String policy,
    @Doc("How many volumes it has.") int volumes,
    @Doc("How many restore points it has.") long points,
    @Doc("The newest complete one that secures no restore.") @Nullable PointView newestComplete) {}
