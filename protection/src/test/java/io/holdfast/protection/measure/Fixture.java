package io.holdfast.protection.measure;

import io.holdfast.protection.measure.MeasuredApplication.Ledger;
import io.holdfast.protection.measure.MeasuredApplication.OpenHook;
import io.holdfast.protection.measure.MeasuredApplication.Promise;
import io.holdfast.protection.measure.MeasuredApplication.Schedule;
import io.holdfast.protection.measure.Measurements.Coverage;
import io.holdfast.protection.measure.Measurements.Kit;
import io.holdfast.protection.measure.Measurements.Opening;
import io.holdfast.protection.measure.Measurements.Probe;
import io.holdfast.protection.measure.Measurements.Repository;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measurements in which every metric has a series. */
final class Fixture {
  static final Instant NOW = Instant.parse("2026-11-29T04:15:00.250Z");

  static final Promise NOTHING = new Promise(null, null, null);

  private Fixture() {}

  static Instant ago(Duration duration) {
    return NOW.minus(duration);
  }

  static Measurements everything() {
    return new Measurements(
        NOW,
        "1.2.3",
        List.of(shop(), fresh("new", NOTHING)),
        List.of(
            new Repository(
                RepositoryName.parse("vault"),
                new Kit(ago(Duration.ofDays(9)), Kit.Key.THERE),
                new Probe(ago(Duration.ofMinutes(1)), null, Duration.ofMillis(-1500)),
                new Opening(null),
                null)),
        coverage("/srv/forgotten"));
  }

  static Measurements of(MeasuredApplication... applications) {
    return new Measurements(NOW, "1.2.3", List.of(applications), List.of(), null);
  }

  static Measurements of(Repository repository) {
    return new Measurements(NOW, "1.2.3", List.of(), List.of(repository), null);
  }

  static Measurements of(@Nullable Coverage coverage) {
    return new Measurements(NOW, "1.2.3", List.of(), List.of(), coverage);
  }

  static Coverage coverage(String... unprotected) {
    return new Coverage(ago(Duration.ofMinutes(5)), List.of(unprotected));
  }

  /** An application with all there can be. */
  static MeasuredApplication shop() {
    var backups =
        new Runs(
            Map.of(Run.Outcome.DONE, 7L, Run.Outcome.FAILED, 1L),
            ago(Duration.ofHours(1)),
            new Runs.Success(ago(Duration.ofHours(1)), Duration.ofSeconds(90)),
            ago(Duration.ofDays(3)),
            ago(Duration.ofMinutes(2)));
    return new MeasuredApplication(
        ApplicationName.parse("shop"),
        ago(Duration.ofDays(30)),
        new Promise(
            new Schedule(Duration.ofHours(1), NOW.plusSeconds(600), false),
            Duration.ofHours(2),
            Duration.ofDays(1)),
        Map.of(Run.Type.BACKUP, backups, Run.Type.RESTORE, backups, Run.Type.RETENTION, backups),
        new Points(
            new Points.Several(5, newest(Duration.ofHours(1), 4096)),
            new Points.Several(1, newest(Duration.ofDays(2), 1024)),
            Points.Several.NONE,
            Points.Several.NONE),
        new Ledger(3, ago(Duration.ofMinutes(4)), Duration.ofMinutes(10), 2),
        List.of(
            new OpenHook(
                HookName.parse("postgres"), ago(Duration.ofMinutes(1)), Duration.ofHours(1))));
  }

  private static Points.Newest newest(Duration age, long bytes) {
    return new Points.Newest(ago(age), ago(age), bytes);
  }

  /** An application of which nothing has happened yet. */
  static MeasuredApplication fresh(String name, Promise promise) {
    return new MeasuredApplication(
        ApplicationName.parse(name),
        ago(Duration.ofMinutes(3)),
        promise,
        Map.of(),
        Points.NONE,
        Ledger.SEALED,
        List.of());
  }
}
