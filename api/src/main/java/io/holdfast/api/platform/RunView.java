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
    @Doc("The restore point that a backup made; absent in lists.") @Nullable PointView point) {
  /** How a run ended. */
  public record End(
      @Doc("When.") Instant time,
      @Doc("In one word.") Outcome outcome,
      @Doc("What more is to be said; may be empty.") String message,
      @Doc("Where a restore that is done put each volume.") List<Restored> restored,
      @Doc("What a backup could not take; absent in lists, and when it took all.")
          @Nullable Failures failures) {
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

  /**
   * What a backup could not take.
   *
   * @param first at most {@link #MOST}
   */
  public record Failures(
      @Doc("Volumes and entries that are missing, or not as they were.") long total,
      @Doc("The first of those.") List<Failure> first) {
    /** As many as a person reads at once; the restore point names more. */
    public static final int MOST = 10;

    public Failures {
      first = List.copyOf(first);
    }
  }

  /** What is missing, or not as it was. */
  public record Failure(
      @Doc("The volume's name.") String volume,
      @Doc("Its path below the volume; absent when the whole volume is missing.")
          @Nullable String path,
      @Doc("What went wrong.") String reason) {}

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
