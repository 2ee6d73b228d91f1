package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.util.List;
import java.util.Locale;

/** How two restore points differ. */
public record PointDifference(
    @Doc("Each volume that one of them has.") List<Volume> volumes,
    @Doc("The first 10000 changes.") List<Change> changes,
    @Doc("How many more there are.") long more) {
  /** So many changes are told at most. */
  public static final int MOST = 10_000;

  public PointDifference {
    volumes = List.copyOf(volumes);
    changes = List.copyOf(changes);
  }

  /** A volume. */
  public record Volume(
      @Doc("Its name.") String volume, @Doc("Which of the points have it.") State state) {}

  /** Which of two points have a volume. */
  public enum State {
    @Doc("Both have it.")
    @Name("compared")
    COMPARED,
    @Doc("Only the earlier one.")
    @Name("only-before")
    ONLY_BEFORE,
    @Doc("Only the later one.")
    @Name("only-after")
    ONLY_AFTER;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** An entry that is not the same. */
  public record Change(
      @Doc("The volume.") String volume,
      @Doc("Its path below the volume; that of a directory ends with a slash.") String path,
      @Doc(
              "In what it differs: + added, - removed, M content, T type, U metadata, ? content"
                  + " that nobody wrote.")
          String modifier) {}
}
