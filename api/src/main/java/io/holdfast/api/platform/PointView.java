package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A restore point, as lists show it. */
public record PointView(
    @Doc("Its id.") String id,
    @Doc("The application that it is of.") String application,
    @Doc("The interval in which its data was frozen.") Cut cut,
    @Doc("What it is good for.") State state,
    @Doc("How consistent its volumes are.") String consistency,
    @Doc("What it has.") Size size,
    @Doc("The snapshot that holds all of it.") String snapshot) {
  /** The interval in which the data was frozen. */
  public record Cut(
      @Doc("What was committed before is in it.") Instant start,
      @Doc("What was committed after is not.") Instant end) {}

  /** What it is good for. */
  public record State(
      @Doc("Whether everything in scope was captured or excluded with a reason.") boolean complete,
      @Doc(
              "Whether the repository did not have it any more at the last look; false while nobody"
                  + " has looked.")
          boolean missing,
      @Doc("The restore that was about to overwrite this data; absent of any other point.")
          @Nullable String secures) {}

  /** What it has. */
  public record Size(
      @Doc("Captured volumes.") int volumes,
      @Doc("Files in them.") long files,
      @Doc("Bytes of these files.") long bytes,
      @Doc("Volumes and entries that are missing, or not as they were.") long failures) {}
}
