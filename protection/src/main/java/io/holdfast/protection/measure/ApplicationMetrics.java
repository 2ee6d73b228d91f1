package io.holdfast.protection.measure;

import static io.holdfast.protection.measure.Metric.Type.COUNTER;
import static io.holdfast.protection.measure.Metric.Type.GAUGE;

import io.holdfast.protection.measure.MeasuredApplication.OpenHook;
import io.holdfast.protection.measure.Metric.Sample;
import io.holdfast.protection.run.Run;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics that have a series for each application. */
final class ApplicationMetrics {
  private ApplicationMetrics() {}

  static Stream<Metric> all() {
    return Stream.of(
            applications(),
            Arrays.stream(Run.Type.values()).flatMap(ApplicationMetrics::runs),
            points(),
            ledger(),
            hooks())
        .flatMap(Function.identity());
  }

  private static Stream<Metric> applications() {
    return Stream.of(
        ofApplication(
            "holdfast_application_created_timestamp_seconds",
            "Since when the application is declared.",
            application -> Metric.time(application.created())),
        ofApplication(
            "holdfast_rpo_objective_seconds",
            "How old the newest complete restore point may be; no series without such a promise.",
            application -> {
              var rpo = application.promise().rpo();
              return rpo == null ? null : Metric.seconds(rpo);
            }),
        ofApplication(
            "holdfast_schedule_interval_seconds",
            "From the due time before the next one to the next; no series without a schedule.",
            ofSchedule(schedule -> Metric.seconds(schedule.interval()))),
        ofApplication(
            "holdfast_schedule_next_timestamp_seconds",
            "The first due time for which no backup has begun: in the past when the schedule"
                + " passed.",
            ofSchedule(schedule -> Metric.time(schedule.next()))),
        ofApplication(
            "holdfast_schedule_paused",
            "1 while nothing begins by itself, else 0; no series without a schedule.",
            ofSchedule(schedule -> Metric.flag(schedule.paused()))),
        ofApplication(
            "holdfast_retention_interval_seconds",
            "How often retention should run; no series when everything is kept.",
            application -> {
              var interval = application.promise().retentionInterval();
              return interval == null ? null : Metric.seconds(interval);
            }));
  }

  private static Stream<Metric> runs(Run.Type type) {
    var word = type.name().toLowerCase(Locale.ROOT);
    var prefix = "holdfast_" + word;
    return Stream.of(
        new Metric(
            prefix + "_runs_total",
            COUNTER,
            List.of("application", "outcome"),
            "Runs of %s that ended, by outcome: done, incomplete, failed, cancelled."
                .formatted(word),
            all -> all.applications().stream().flatMap(application -> outcomes(application, type))),
        ofRuns(
            type,
            prefix + "_last_attempt_timestamp_seconds",
            "When the last run of %s ended that nobody cancelled; 0 means never.".formatted(word),
            runs -> Metric.time(runs.attempt())),
        ofRuns(
            type,
            prefix + "_last_success_timestamp_seconds",
            "When the last run of %s ended that did all of its plan; 0 means never."
                .formatted(word),
            runs -> Metric.time(runs.success() == null ? null : runs.success().time())),
        ofRuns(
            type,
            prefix + "_last_success_duration_seconds",
            "How long that run took; no series when there is none.",
            runs -> runs.success() == null ? null : Metric.seconds(runs.success().duration())),
        ofRuns(
            type,
            prefix + "_last_failure_timestamp_seconds",
            "When the last run of %s failed of which nothing came; 0 means never.".formatted(word),
            runs -> Metric.time(runs.failure())),
        ofRuns(
            type,
            prefix + "_running_since_timestamp_seconds",
            "When the run of %s that goes on began; no series while there is none.".formatted(word),
            runs -> runs.running() == null ? null : Metric.time(runs.running())));
  }

  private static Stream<Sample> outcomes(MeasuredApplication application, Run.Type type) {
    // All of them from the beginning: a counter that appears as 1 has not increased.
    return Arrays.stream(Run.Outcome.values())
        .map(outcome ->
            new Sample(
                List.of(application.name().text(), outcome.name().toLowerCase(Locale.ROOT)),
                BigDecimal.valueOf(application.runs(type).ended().getOrDefault(outcome, 0L))));
  }

  private static Stream<Metric> points() {
    return Stream.of(
        ofPoints(
            "holdfast_points",
            "Restore points by state: complete, incomplete, securing, which have what a restore was"
                + " about to overwrite, or missing, which the repository does not have any more.",
            several -> BigDecimal.valueOf(several.count())),
        ofPoints(
            "holdfast_newest_point_timestamp_seconds",
            "When the cut of the newest restore point of the state began; 0 means that there is"
                + " none.",
            several -> Metric.time(several.newest() == null ? null : several.newest().cut())),
        ofPoints(
            "holdfast_point_bytes",
            "Bytes of all files in the newest restore point of the state; no series without one.",
            several ->
                several.newest() == null ? null : BigDecimal.valueOf(several.newest().bytes())));
  }

  private static Stream<Metric> ledger() {
    return Stream.of(
        ofApplication(
            "holdfast_ledger_unsealed_facts",
            "Facts that are in the catalog and not yet in the repository.",
            application -> BigDecimal.valueOf(application.ledger().unsealed())),
        ofApplication(
            "holdfast_ledger_oldest_unsealed_timestamp_seconds",
            "When the oldest of them was recorded; no series when all are sealed.",
            application -> {
              var oldest = application.ledger().oldestUnsealed();
              return oldest == null ? null : Metric.time(oldest);
            }),
        ofApplication(
            "holdfast_ledger_gap_seconds",
            "How much of the time since the oldest restore point has no facts, because they were"
                + " lost.",
            application -> Metric.seconds(application.ledger().gap())),
        ofApplication(
            "holdfast_ledger_flaws",
            "Facts that are altered, missing, exchanged or not signed.",
            application -> BigDecimal.valueOf(application.ledger().flaws())));
  }

  private static Stream<Metric> hooks() {
    return Stream.of(
        ofHook(
            "holdfast_hook_open_since_timestamp_seconds",
            "When the hook was opened; no series while it is closed.",
            hook -> Metric.time(hook.since())),
        ofHook(
            "holdfast_hook_open_limit_seconds",
            "How long the hook may be open; no series while it is closed.",
            hook -> Metric.seconds(hook.limit())));
  }

  private static Metric ofApplication(
      String name, String help, Function<MeasuredApplication, @Nullable BigDecimal> number) {
    return new Metric(
        name,
        GAUGE,
        List.of("application"),
        help,
        all ->
            all.applications().stream()
                .flatMap(application ->
                    Sample.ofKnown(number.apply(application), application.name().text())));
  }

  private static Function<MeasuredApplication, @Nullable BigDecimal> ofSchedule(
      Function<MeasuredApplication.Schedule, BigDecimal> number) {
    return application -> {
      var schedule = application.promise().schedule();
      return schedule == null ? null : number.apply(schedule);
    };
  }

  private static Metric ofRuns(
      Run.Type type, String name, String help, Function<Runs, @Nullable BigDecimal> number) {
    return ofApplication(name, help, application -> number.apply(application.runs(type)));
  }

  private static Metric ofPoints(
      String name, String help, Function<Points.Several, @Nullable BigDecimal> number) {
    return new Metric(
        name,
        GAUGE,
        List.of("application", "state"),
        help,
        all ->
            all.applications().stream()
                .flatMap(application -> {
                  var of = application.name().text();
                  var points = application.points();
                  return Stream.of(
                          Sample.ofKnown(number.apply(points.complete()), of, "complete"),
                          Sample.ofKnown(number.apply(points.incomplete()), of, "incomplete"),
                          Sample.ofKnown(number.apply(points.securing()), of, "securing"),
                          Sample.ofKnown(number.apply(points.missing()), of, "missing"))
                      .flatMap(Function.identity());
                }));
  }

  private static Metric ofHook(String name, String help, Function<OpenHook, BigDecimal> number) {
    return new Metric(
        name,
        GAUGE,
        List.of("application", "hook"),
        help,
        all ->
            all.applications().stream()
                .flatMap(application ->
                    application.hooks().stream()
                        .flatMap(hook ->
                            Sample.ofKnown(
                                number.apply(hook),
                                application.name().text(),
                                hook.name().text()))));
  }
}
