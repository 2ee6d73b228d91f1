package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run, as lists show it. */
public record RunView(
    @Doc("Its id; a backup's is that of the restore point.") String id,
    @Doc("What kind of plan it executes.") String type,
    @Doc("The application.") String application,
    @Doc("The repository.") String repository,
    @Doc("When it began.") Instant started,
    @Doc("How it ended; absent while it goes on.") @Nullable End end,
    @Doc("The restore point that a backup made.") @Nullable PointView point) {
  /** How a run ended. */
  public record End(
      @Doc("When.") Instant time,
      @Doc("In one word.") Outcome outcome,
      @Doc("What more is to be said; may be empty.") String message,
      @Doc("Where a restore that is done put each volume.") List<Restored> restored) {
    public End {
      restored = List.copyOf(restored);
    }
  }

  /** A volume that was restored. */
  public record Restored(
      @Doc("The volume's name.") String volume,
      @Doc("Where it was put.") String directory,
      @Doc("Where that is which was there before; absent when nothing is.")
          @Nullable String replaced) {}

  /** How a run can end. */
  public enum Outcome {
    @Doc("All of the plan was done.")
    @Name("done")
    DONE,
    @Doc("All of the plan was done, and something of it is missing.")
    @Name("incomplete")
    INCOMPLETE,
    @Doc("Nothing came of it.")
    @Name("failed")
    FAILED,
    @Doc("Somebody stopped it.")
    @Name("cancelled")
    CANCELLED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
