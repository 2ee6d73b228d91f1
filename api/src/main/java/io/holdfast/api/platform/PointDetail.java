package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a restore point. */
public record PointDetail(
    @Doc("The point.") PointView point,
    @Doc("Who made it.") Origin origin,
    @Doc("How each volume of the application ended.") List<Volume> volumes,
    @Doc("What was done and seen around the cut.") Surroundings surroundings,
    @Doc("What is proven of it.") Proof proof,
    @Doc("The holds on it.") List<HoldView> holds) {
  public PointDetail {
    volumes = List.copyOf(volumes);
    holds = List.copyOf(holds);
  }

  /** Who made a point. */
  public record Origin(
      @Doc("The machine.") String host,
      @Doc("The program and its version.") String program,
      @Doc("Whether the catalog knows the point; 'holdfast catalog verify' says more.")
          boolean listed) {}

  /** How a volume ended. */
  public record Volume(
      @Doc("The volume's name.") String name,
      @Doc("Whether it is in the point.") Outcome outcome,
      @Doc("Why it is not; empty when it is.") String reason,
      @Doc("What is in the point.") @Nullable Content content) {}

  /** How a volume can end. */
  public enum Outcome {
    @Doc("It is in the point.")
    @Name("captured")
    CAPTURED,
    @Doc("It was left out on purpose.")
    @Name("excluded")
    EXCLUDED,
    @Doc("It should be in the point, and is not.")
    @Name("failed")
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A volume that is in the point. */
  public record Content(
      @Doc("Where it was on its machine.") String path,
      @Doc("How consistent it is by itself.") String consistency,
      @Doc("Regular files.") long files,
      @Doc("Bytes in them.") long bytes,
      @Doc("Which entries are there, and which are not.") Completeness completeness) {}

  /** How the entries of a volume ended. */
  public record Completeness(
      @Doc("Entries that a rule left out.") long excluded,
      @Doc("Entries that are missing, or not as they were.") long failed,
      @Doc("The first of those.") List<Missing> missing) {
    public Completeness {
      missing = List.copyOf(missing);
    }
  }

  /** An entry that is missing, or not as it was. */
  public record Missing(
      @Doc("Its path below the volume.") String path, @Doc("What went wrong.") String reason) {}

  /** What was done and seen around the cut. */
  public record Surroundings(
      @Doc("What held still meanwhile.") List<Hook> hooks,
      @Doc("What a person should know before a restore.") List<String> warnings) {
    public Surroundings {
      hooks = List.copyOf(hooks);
      warnings = List.copyOf(warnings);
    }
  }

  /** A hook that was held open. */
  public record Hook(
      @Doc("Its name.") String name,
      @Doc("What it is.") String what,
      @Doc("When it was opened.") Instant opened,
      @Doc("When it was closed.") Instant closed) {}

  /** What is proven of a point, each since when. */
  public record Proof(
      @Doc("When it was sealed.") Instant sealed,
      @Doc("When all of its data was last read and compared.") @Nullable Instant verified,
      @Doc("When it last passed a restore with the application's probes.")
          @Nullable Instant rehearsed,
      @Doc("How long that restore took.") @Nullable Duration recoveryTime) {}
}
