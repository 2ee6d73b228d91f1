package io.holdfast.api.point;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a restore point: at most 4 KiB, for lists are in the repository and the catalog.
 */
@Doc("What is known of the restore point.")
public record RestorePointStatus(
    @Doc("In one word how it is.") Phase phase,
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("What is and is not so.") @Size(most = RestorePointStatus.MOST_CONDITIONS)
        List<Condition> conditions,
    @Doc("When its data was frozen.") @Nullable Cut cut,
    @Doc("How many items it holds.") @Nullable Completeness completeness,
    @Doc("How large it is.") @Nullable Amount size,
    @Doc("What has been proven of it, and when.") @Default("{}") Proof proof) {
  /** How many bytes of JSON it may be, on every platform. */
  public static final int MOST_BYTES = 4096;

  /** As many as fit, each with the longest message. */
  public static final int MOST_CONDITIONS = 3;

  public RestorePointStatus {
    conditions = List.copyOf(conditions);
    if (conditions.size() > MOST_CONDITIONS) {
      throw new ComponentException(
          "conditions",
          "has %d members".formatted(conditions.size()),
          "at most %d".formatted(MOST_CONDITIONS));
    }
  }

  /** In one word how it is. */
  public enum Phase {
    @Doc("It is being made.")
    RUNNING,
    @Doc("Everything in scope was captured or excluded with a reason.")
    COMPLETE,
    @Doc("Something in scope could not be captured.")
    INCOMPLETE,
    @Doc("There is no restore point.")
    FAILED,
    @Doc("Its data is no longer whole.")
    DAMAGED
  }

  /** The interval in which the data was frozen. */
  @Doc("The interval in which the data was frozen.")
  public record Cut(@Doc("Its beginning.") Instant from, @Doc("Its end.") Instant to) {
    public Cut {
      if (to.isBefore(from)) {
        throw new ComponentException(
            "to", "is %s, before the beginning".formatted(to), "not before from");
      }
    }
  }

  /** How many items ended in which way; none is left over. */
  @Doc("How many files and volumes ended in which way; none is left over.")
  public record Completeness(
      @Doc("Captured.") @Range(least = 0) long captured,
      @Doc("Excluded, with a reason.") @Range(least = 0) long excluded,
      @Doc("Failed, with a reason.") @Range(least = 0) long failed) {}

  /** How large it is. */
  @Doc("How large it is.")
  public record Amount(
      @Doc("Bytes of all files.") @Range(least = 0) long bytes,
      @Doc("Bytes that it added to the repository.") @Range(least = 0) long added) {}

  /** What has been proven of it. */
  @Doc("What has been proven of it, and when.")
  public record Proof(
      @Doc("When its data was captured.") @Nullable Instant capturedAt,
      @Doc("When it was found complete.") @Nullable Instant completeAt,
      @Doc("When every byte of it was last read and compared.") @Nullable Instant verifiedAt,
      @Doc("When it was last restored and probed.") @Nullable Instant rehearsedAt,
      @Doc("How long that restore took.") @Nullable Duration recoveryTime) {}
}
