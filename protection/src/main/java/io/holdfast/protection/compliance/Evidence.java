package io.holdfast.protection.compliance;

import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.schedule.Timetable;
import io.holdfast.protection.schedule.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an application.
 *
 * @param changed when it was declared as it is now
 * @param policy absent for one that follows none
 * @param coverage of its policy's directories; absent when it names none
 */
public record Evidence(
    MeasuredApplication measured,
    Instant changed,
    @Nullable Terms policy,
    Past past,
    Measurements.Repository repository,
    PasswordPlace password,
    @Nullable Coverage coverage) {
  /** Whether a backup that ended incomplete failed: it did, unless a policy says otherwise. */
  boolean incompleteFails() {
    return policy == null || policy.incompleteFails;
  }

  /**
   * Why nobody can look now whether the repository has the restore points that are listed; absent
   * when somebody did, or while nobody has tried.
   */
  @Nullable String unseen() {
    String unopened = unopened();
    return unopened == null ? repository.pointsUnknown() : unopened;
  }

  /** Why nobody can read or write there now; absent when somebody can, or nobody has tried. */
  @Nullable String unopened() {
    Measurements.Probe probe = repository.probe();
    return probe == null || probe.reached() ? repository.unopened() : probe.failure();
  }

  /**
   * What its policy says beside what is in the measurements.
   *
   * @param due absent without a schedule
   * @param incompleteFails whether a backup that ended incomplete counts as one that failed
   * @param minimumAge zero for no such rule
   */
  public record Terms(
      PolicyName name,
      @Nullable Due due,
      boolean incompleteFails,
      Duration minimumAge,
      @Nullable Duration rto,
      @Nullable Duration rehearsalEvery) {}

  /**
   * When backups are due.
   *
   * @param since when this began to hold
   */
  public record Due(Timetable timetable, List<Window> windows, Instant since) {
    public Due {
      windows = List.copyOf(windows);
    }
  }

  /**
   * What was done.
   *
   * @param runsLost when the catalog was rebuilt without its runs: which there were before is not
   *     known; absent when all are
   * @param backupCutOff when the newest backup began that lost its process before its end, and that
   *     nobody has ended since; absent without one
   */
  public record Past(
      Recoveries recoveries,
      @Nullable Removal youngestRemoval,
      @Nullable Instant runsLost,
      @Nullable Instant backupCutOff) {}

  /**
   * How restores went.
   *
   * @param rehearsed when the newest rehearsal passed; absent while none did
   * @param measured the newest restore of the whole application that was timed
   */
  public record Recoveries(@Nullable Instant rehearsed, @Nullable Measured measured) {
    /** A restore of everything. */
    public record Measured(Instant time, Duration took) {}
  }

  /**
   * Of the points that were removed since the policy is as it is, the one that was youngest then.
   *
   * @param age at its removal
   */
  public record Removal(PointId point, Duration age) {}

  /** Where the password of the repository is. */
  public sealed interface PasswordPlace {
    /**
     * In a file.
     *
     * @param permissions as {@code rw-------}
     */
    record InFile(String path, String permissions) implements PasswordPlace {
      boolean isOpenToOthers() {
        return permissions.substring(3).chars().anyMatch(mark -> mark != '-');
      }
    }

    /** In a file that nobody could look at. */
    record InUnknownFile(String path, String reason) implements PasswordPlace {}

    /** In a variable of the process. */
    record InVariable(String name) implements PasswordPlace {}

    /** Printed by a program. */
    record Printed(String program) implements PasswordPlace {}
  }
}
