package io.holdfast.api.application;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of an application. */
@Doc("What is known of the application.")
public record ApplicationStatus(
    @Doc("In one word how it is.") Phase phase,
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("What is and is not so.") @Size(most = 8) List<Condition> conditions,
    @Doc("The newest complete restore point.") @Nullable String newestPoint,
    @Doc("When its cut ended.") @Nullable Instant newestPointAt,
    @Doc("When the next run is due.") @Nullable Instant nextRunAt,
    @Doc("How many restore points there are.") @Range(least = 0) int points) {
  public ApplicationStatus {
    conditions = List.copyOf(conditions);
  }

  /** In one word how it is. */
  public enum Phase {
    @Doc("There is no restore point yet.")
    PENDING,
    @Doc("It meets its policy.")
    PROTECTED,
    @Doc("It does not meet its policy; a condition says why.")
    AT_RISK,
    @Doc("Nothing starts by itself.")
    PAUSED
  }
}
