package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import org.jspecify.annotations.Nullable;

/** The newest runs. */
public record RecentRuns(
    @Doc("Of this application alone; without it, of all.") @Nullable String application,
    @Doc("So many at most.") @Default("50") @Range(least = 1, most = 10_000) int most) {}
