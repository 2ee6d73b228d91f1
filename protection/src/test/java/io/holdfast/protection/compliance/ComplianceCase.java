package io.holdfast.protection.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.compliance.Evidence.PasswordPlace;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.coverage.Coverage.Judged;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.MeasuredApplication.Ledger;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a piece of evidence is made of; all is well at first. */
final class ComplianceCase {
  static final ApplicationName SHOP = ApplicationName.parse("shop");
  static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-29T12:30:00Z");
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  /** How long before its cut a run began. */
  private static final Duration COPYING = Duration.ofMinutes(5);

  Instant created = CREATED;
  Instant changed = CREATED;
  MeasuredApplication.@Nullable Schedule schedule =
      new MeasuredApplication.Schedule(HOUR, Instant.parse("2026-11-29T13:00:00Z"), false);
  @Nullable Duration rpo = Duration.ofHours(2);
  @Nullable Duration retention = DAY;
  Points points = points("2026-11-29T12:00:10Z", null);
  Map<Run.Type, Runs> runs =
      Map.of(Run.Type.RETENTION, success("2026-11-29T02:00:00Z", Duration.ofMinutes(1)));
  Ledger ledger = Ledger.SEALED;
  Duration minimumAge = DAY;
  @Nullable Duration rto = HOUR;
  @Nullable Duration rehearsalEvery = Duration.ofDays(7);
  Evidence.Recoveries recoveries =
      new Evidence.Recoveries(
          Instant.parse("2026-11-28T12:30:00Z"),
          new Evidence.Recoveries.Measured(
              Instant.parse("2026-11-28T12:30:00Z"), Duration.ofMinutes(20)));
  Evidence.@Nullable Removal removal;
  @Nullable Instant runsLost;
  @Nullable Instant backupCutOff;
  Measurements.@Nullable Kit kit = kit(Measurements.Kit.Key.THERE);
  Measurements.@Nullable Probe probe = new Measurements.Probe(NOW, null, null);
  Measurements.@Nullable Opening opening = new Measurements.Opening(null);
  @Nullable String pointsUnknown;
  PasswordPlace password = new PasswordPlace.InFile("/etc/password", "rw-------");
  @Nullable Coverage coverage = new Coverage(List.of(new Judged("/srv/shop", covered())));
  boolean follows = true;
  boolean incompleteFails = true;

  ApplicationCompliance judged() {
    var measured =
        new MeasuredApplication(
            SHOP,
            created,
            follows
                ? new MeasuredApplication.Promise(schedule, rpo, retention)
                : new MeasuredApplication.Promise(null, null, null),
            runs,
            points,
            ledger,
            List.of());
    var due =
        new Evidence.Due(
            new Schedule(Cron.parse("0 * * * *"), ZoneOffset.UTC, Duration.ZERO).of("shop"),
            List.of(),
            created);
    return ApplicationCompliance.of(
        new Evidence(
            measured,
            changed,
            follows
                ? new Evidence.Terms(
                    PolicyName.parse("gold"),
                    schedule == null ? null : due,
                    incompleteFails,
                    minimumAge,
                    rto,
                    rehearsalEvery)
                : null,
            new Evidence.Past(recoveries, removal, runsLost, backupCutOff),
            new Measurements.Repository(
                RepositoryName.parse("main"), kit, probe, opening, pointsUnknown),
            password,
            follows ? coverage : null),
        NOW);
  }

  static io.holdfast.protection.coverage.Standing covered() {
    return new io.holdfast.protection.coverage.Standing.Covered("volume shop/data");
  }

  static Measurements.Kit kit(Measurements.Kit.Key key) {
    return new Measurements.Kit(CREATED, key);
  }

  static Runs success(String time, Duration took) {
    var end = Instant.parse(time);
    return Runs.of(
        List.of(
            new Run(
                "one",
                Run.Type.RETENTION,
                new Run.Subject(RepositoryName.parse("main"), SHOP),
                end.minus(took),
                new Run.End(end, Run.Outcome.DONE, ""),
                "{}")));
  }

  /** How the backups went, besides the retention that did. */
  void runs(Run... backups) {
    runs =
        Map.of(
            Run.Type.RETENTION,
            success("2026-11-29T02:00:00Z", Duration.ofMinutes(1)),
            Run.Type.BACKUP,
            Runs.of(List.of(backups)));
  }

  static Run run(String ended, Run.Outcome outcome) {
    var end = Instant.parse(ended);
    return new Run(
        ended,
        Run.Type.BACKUP,
        new Run.Subject(RepositoryName.parse("main"), SHOP),
        end.minusSeconds(10),
        new Run.End(end, outcome, ""),
        "{}");
  }

  static Points points(@Nullable String complete, @Nullable String incomplete) {
    return points(complete, incomplete, null);
  }

  static Points points(
      @Nullable String complete, @Nullable String incomplete, @Nullable String missing) {
    return new Points(
        several(complete), several(incomplete), Points.Several.NONE, several(missing));
  }

  private static Points.Several several(@Nullable String newest) {
    return newest == null
        ? Points.NONE.complete()
        : new Points.Several(
            1, new Points.Newest(Instant.parse(newest).minus(COPYING), Instant.parse(newest), 1));
  }

  void assertClause(Promise promise, Standing standing, String reason) {
    var judged = judged();
    assertThat(judged.of(promise)).isEqualTo(new Clause(promise, standing, reason));
    assertThat(judged.compliant())
        .isEqualTo(standing == Standing.MET || standing == Standing.NOT_PROMISED);
  }
}
