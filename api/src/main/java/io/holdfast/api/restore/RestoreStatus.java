package io.holdfast.api.restore;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a restore. */
@Doc("What became of the restore.")
public record RestoreStatus(
    @Doc("In one word how it is.") Phase phase,
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("What is and is not so.") @Size(most = 8) List<Condition> conditions,
    @Doc("The restore point that was chosen.") @Nullable String point,
    @Doc("How far it is.") @Nullable Progress progress,
    @Doc("When it began.") @Nullable Instant startedAt,
    @Doc("When it ended.") @Nullable Instant finishedAt) {
  public RestoreStatus {
    conditions = List.copyOf(conditions);
  }

  /** In one word how it is. */
  public enum Phase {
    @Doc("It has not begun.")
    PENDING,
    @Doc("The plan is made, and nothing more was asked for.")
    PLANNED,
    @Doc("It runs.")
    RUNNING,
    @Doc("Everything that was asked for is there.")
    COMPLETE,
    @Doc("The policy does not allow it; a condition says why.")
    REFUSED,
    @Doc("Not everything that was asked for is there.")
    FAILED
  }

  /** How far a restore is. */
  @Doc("How far it is.")
  public record Progress(
      @Doc("Bytes that are there.") @Range(least = 0) long bytes,
      @Doc("Bytes that there will be.") @Range(least = 0) long totalBytes) {}
}
