package io.holdfast.api.repository;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a repository. */
@Doc("What is known of the repository.")
public record RepositoryStatus(
    @Doc("In one word how it is.") Phase phase,
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("What is and is not so.") @Size(most = 8) List<Condition> conditions,
    @Doc("The repository's own id, which tells it from another at the same place.")
        @Nullable String id,
    @Doc("How many bytes it holds.") @Range(least = 0) @Nullable Long bytes,
    @Doc("When it was last checked without a fault.") @Nullable Instant checkedAt,
    @Doc("When its recovery kit was last exported.") @Nullable Instant recoveryKitAt) {
  public RepositoryStatus {
    conditions = List.copyOf(conditions);
  }

  /** In one word how it is. */
  public enum Phase {
    @Doc("It has not been opened yet.")
    PENDING,
    @Doc("It opens.")
    READY,
    @Doc("It does not open; a condition says why.")
    FAILED
  }
}
