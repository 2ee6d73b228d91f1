package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.Figures.length;
import static io.holdfast.protection.compliance.Figures.time;

import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.schedule.Punctuality;
import io.holdfast.protection.schedule.RecoveryPointAge;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is promised about restore points. */
final class PointClauses {
  private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(10);
  private static final Duration MOST_TOLERANCE = Duration.ofHours(1);

  /** As the alert has it: one run may be missed. */
  private static final int RETENTION_INTERVALS = 2;

  private PointClauses() {}

  /** The begin of the newest complete cut; none, or the only one. */
  private static List<Instant> complete(Evidence evidence) {
    Points.@Nullable Newest newest = evidence.measured().points().complete().newest();
    return newest == null ? List.of() : List.of(newest.cut());
  }

  static Clause rpo(Evidence evidence, Instant now) {
    Duration rpo = evidence.measured().promise().rpo();
    if (rpo == null) {
      return Clause.notPromised(Promise.RPO, "the policy has no rpo");
    }
    return switch (RecoveryPointAge.of(complete(evidence), rpo, now)) {
      case RecoveryPointAge.Met(Duration age) ->
          whereSeen(
              evidence,
              Promise.RPO,
              "the newest complete restore point is %s old, of %s"
                  .formatted(length(age), length(rpo)));
      case RecoveryPointAge.Missed(Duration age, Duration by) ->
          Clause.missed(
              Promise.RPO,
              "the newest complete restore point is %s old, %s more than %s"
                  .formatted(length(age), length(by), length(rpo)));
      case RecoveryPointAge.NothingComplete _ ->
          Clause.missed(
              Promise.RPO, "there is no complete restore point: everything would be lost");
    };
  }

  /** What holds while the points that are listed are there. */
  private static Clause whereSeen(Evidence evidence, Promise promise, String words) {
    String unseen = evidence.unseen();
    return unseen == null
        ? Clause.met(promise, words)
        : Clause.unknown(
            promise,
            "%s, but nobody can look whether repository %s still has it: %s"
                .formatted(words, evidence.repository().name(), unseen));
  }

  static Clause schedule(Evidence evidence, Instant now) {
    MeasuredApplication.Schedule schedule = evidence.measured().promise().schedule();
    Evidence.Due due = evidence.policy() == null ? null : evidence.policy().due();
    if (schedule == null || due == null) {
      return Clause.notPromised(Promise.SCHEDULE, "backups are made on request only");
    }
    if (schedule.paused()) {
      return Clause.notPromised(Promise.SCHEDULE, "the schedule is paused");
    }
    Duration tolerance = tolerance(schedule, evidence.measured().runs(Run.Type.BACKUP));
    return switch (Punctuality.of(
        due.timetable(), due.windows(), due.since(), complete(evidence), tolerance, now)) {
      case Punctuality.OnTime(Instant expected) ->
          Clause.met(
              Promise.SCHEDULE, "the next complete restore point is expected by " + time(expected));
      case Punctuality.Late(Instant expected, Duration by) ->
          Clause.missed(
              Promise.SCHEDULE,
              "a complete restore point was expected by %s, %s ago"
                  .formatted(time(expected), length(by)));
    };
  }

  /** A run may wait a little, and take as long as the last one did. */
  private static Duration tolerance(MeasuredApplication.Schedule schedule, Runs backups) {
    Duration waiting = schedule.interval().dividedBy(4);
    if (waiting.compareTo(LEAST_TOLERANCE) < 0) {
      waiting = LEAST_TOLERANCE;
    } else if (waiting.compareTo(MOST_TOLERANCE) > 0) {
      waiting = MOST_TOLERANCE;
    }
    Runs.Success success = backups.success();
    return success == null ? waiting : waiting.plus(success.duration());
  }

  /** A failure is told when it happens, not when the RPO has passed. */
  static Clause lastBackup(Evidence evidence) {
    Runs backups = evidence.measured().runs(Run.Type.BACKUP);
    Instant attempt = backups.attempt();
    Instant cutOff = evidence.past().backupCutOff();
    if (cutOff != null && (attempt == null || cutOff.isAfter(attempt))) {
      return Clause.missed(
          Promise.LAST_BACKUP,
          "the last backup, begun at %s, was cut off and has no end: the next one, or 'holdfast server', finishes it or lets go of it"
              .formatted(time(cutOff)));
    }
    if (attempt != null && attempt.equals(backups.failure())) {
      return failed(evidence, "the last backup failed at " + time(attempt), "tells why");
    }
    boolean incomplete = backups.isLastIncomplete();
    if (attempt != null && incomplete && evidence.incompleteFails()) {
      return failed(
          evidence,
          "the last backup ended incomplete at %s, and so failed".formatted(time(attempt)),
          "names it, and 'holdfast run show RUN' what is missing");
    }
    Instant lost = lost(evidence.measured().points());
    if (lost != null) {
      return Clause.missed(
          Promise.LAST_BACKUP,
          "the newest restore point, of %s, is not in repository %s any more: 'holdfast catalog verify' tells more"
              .formatted(time(lost), evidence.repository().name()));
    }
    if (attempt == null) {
      return Clause.met(Promise.LAST_BACKUP, "none has failed" + Figures.sinceRebuild(evidence));
    }
    return Clause.met(
        Promise.LAST_BACKUP,
        (incomplete
                ? "the last one, of %s, is incomplete, which the policy takes for a warning"
                : "the last one, of %s, did not fail")
            .formatted(time(attempt)));
  }

  private static Clause failed(Evidence evidence, String how, String tells) {
    Runs.Success success = evidence.measured().runs(Run.Type.BACKUP).success();
    return Clause.missed(
        Promise.LAST_BACKUP,
        "%s, and %s: 'holdfast run list %s' %s"
            .formatted(
                how,
                success == null
                    ? "none succeeded before"
                    : "the last that succeeded ended at " + time(success.time()),
                evidence.measured().name(),
                tells));
  }

  /** The cut of the newest point, when the repository does not have it any more. */
  private static @Nullable Instant lost(Points points) {
    Points.Newest missing = points.missing().newest();
    return missing == null
            || Stream.of(points.complete(), points.incomplete(), points.securing())
                .map(Points.Several::newest)
                .anyMatch(there -> there != null && there.cut().isAfter(missing.cut()))
        ? null
        : missing.cut();
  }

  static Clause completeness(Evidence evidence) {
    Points points = evidence.measured().points();
    Points.Newest complete = points.complete().newest();
    Points.Newest incomplete = points.incomplete().newest();
    if (incomplete != null && (complete == null || incomplete.cut().isAfter(complete.cut()))) {
      return Clause.missed(
          Promise.COMPLETENESS,
          "the newest restore point, of %s, is incomplete; the newest complete one is %s"
              .formatted(
                  time(incomplete.cut()),
                  complete == null ? "missing" : "of " + time(complete.cut())));
    }
    if (complete == null) {
      return Clause.missed(Promise.COMPLETENESS, "there is no restore point");
    }
    // The run took what was declared when it began, however long it copied before its cut.
    return evidence.changed().truncatedTo(ChronoUnit.SECONDS).isAfter(complete.begun())
        ? Clause.unknown(
            Promise.COMPLETENESS,
            "what the application names was changed at %s, and the newest restore point is of %s: whether all of it is in one is known after the next backup"
                .formatted(time(evidence.changed()), time(complete.cut())))
        : whereSeen(
            evidence,
            Promise.COMPLETENESS,
            "everything in scope is in the newest restore point, of " + time(complete.cut()));
  }

  static Clause retention(Evidence evidence, Instant now) {
    Duration interval = evidence.measured().promise().retentionInterval();
    Evidence.Terms policy = evidence.policy();
    if (interval == null || policy == null) {
      return Clause.notPromised(Promise.RETENTION, "every restore point is kept");
    }
    Evidence.Removal removal = evidence.past().youngestRemoval();
    if (removal != null && removal.age().compareTo(policy.minimumAge()) < 0) {
      return Clause.missed(
          Promise.RETENTION,
          "%s was removed at an age of %s, before %s"
              .formatted(removal.point(), length(removal.age()), length(policy.minimumAge())));
    }
    Duration most = interval.multipliedBy(RETENTION_INTERVALS);
    Runs.Success success = evidence.measured().runs(Run.Type.RETENTION).success();
    Instant last = success == null ? Figures.begin(evidence) : success.time();
    boolean late = Duration.between(last, now).compareTo(most) > 0;
    if (success == null) {
      String since = Figures.sinceRebuild(evidence);
      return late
          ? Clause.missed(Promise.RETENTION, "retention never ran since " + time(last))
          : Clause.unknown(
              Promise.RETENTION,
              "retention has not run%s; it should have by %s"
                  .formatted(since.isEmpty() ? " yet" : since, time(last.plus(most))));
    }
    String words =
        "retention last ran at %s%s"
            .formatted(
                time(last),
                policy.minimumAge().isZero()
                    ? ""
                    : ", and removed nothing younger than " + length(policy.minimumAge()));
    return late
        ? Clause.missed(Promise.RETENTION, "%s, longer than %s ago".formatted(words, length(most)))
        : Clause.met(Promise.RETENTION, words);
  }
}
