package io.holdfast.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.MeasuredApplication.OpenHook;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a scrape of metrics tells. */
final class MachineMeasurementsTest extends MeasuredMachine {
  private void observe(LedgerLine line, FactBody body) throws IOException {
    var rows = small.machine().catalog().ledger();
    var writer = WriterId.parse("0123456789abcdef");
    rows.keep(
        rows.end(line, writer)
            .append(List.of(Fact.Draft.at(small.now(), "test", body)), small.now()),
        false);
  }

  private static LedgerLine line() {
    return LedgerLine.of(RepositoryName.parse("main"), ApplicationName.parse("shop"));
  }

  @Test
  void what_is_declared_and_never_happened_is_measured_as_never() throws IOException {
    var shop = shop();

    assertThat(shop.promise().rpo()).isEqualTo(Duration.ofHours(2));
    assertThat(shop.promise().retentionInterval()).isEqualTo(Duration.ofDays(1));
    assertThat(shop.points()).isEqualTo(Points.NONE);
    assertThat(shop.runs(Run.Type.BACKUP).attempt()).isNull();
    assertThat(shop.ledger()).isEqualTo(MeasuredApplication.Ledger.SEALED);
    assertThat(measured().repositories())
        .containsExactly(
            new Measurements.Repository(RepositoryName.parse("main"), null, null, null, null));
    assertThat(measured().coverage()).isEqualTo(new Measurements.Coverage(null, List.of()));
    assertThat(measured().version()).isEqualTo("1.2.3");
  }

  @Test
  void a_backup_is_in_the_next_reading() throws Exception {
    var run = small.backedUp("shop");

    var shop = shop();

    assertThat(shop.points().complete().count()).isEqualTo(1);
    assertThat(Objects.requireNonNull(shop.points().complete().newest()).bytes()).isEqualTo(5);
    assertThat(shop.runs(Run.Type.BACKUP).attempt())
        .isEqualTo(Objects.requireNonNull(run.end()).time());
    assertThat(shop.ledger()).isEqualTo(MeasuredApplication.Ledger.SEALED);
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_points{application=\"shop\",state=\"complete\"} 1\n");
  }

  @Test
  void a_schedule_is_due_at_the_first_time_that_no_backup_answered() throws Exception {
    var first = Objects.requireNonNull(shop().promise().schedule());
    assertThat(first.interval()).isEqualTo(Duration.ofHours(1));
    assertThat(first.next()).isAfter(small.now());
    assertThat(first.paused()).isFalse();

    small.pass(Duration.ofHours(3));
    assertThat(Objects.requireNonNull(shop().promise().schedule()).next())
        .isEqualTo(first.next())
        .isBefore(small.now());

    small.record(Run.Type.BACKUP, small.now(), new Run.End(small.now(), Run.Outcome.CANCELLED, ""));
    assertThat(Objects.requireNonNull(shop().promise().schedule()).next()).isAfter(small.now());
  }

  @Test
  void a_schedule_that_was_changed_is_not_late_for_what_it_did_not_ask_for_before()
      throws Exception {
    small.pass(Duration.ofDays(3));
    small.apply("Policy", "gold", "{ schedule: { cron: \"30 2 * * *\" } }");

    var schedule = Objects.requireNonNull(shop().promise().schedule());

    assertThat(schedule.next()).isAfter(small.now());
    assertThat(schedule.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(shop().created()).isBefore(small.now().minus(Duration.ofDays(2)));
  }

  @Test
  void facts_that_came_since_the_last_reading_count_in_the_next_one() throws Exception {
    small.backedUp("shop");
    assertThat(shop().ledger()).isEqualTo(MeasuredApplication.Ledger.SEALED);
    var cut = Objects.requireNonNull(shop().points().complete().newest()).cut();
    small.pass(Duration.ofHours(1));

    observe(line(), new FactBody.GapFound(cut.minusSeconds(60), cut.plusSeconds(60), "lost"));
    observe(LedgerLine.of(RepositoryName.parse("main")), new FactBody.KitExported("abcd"));

    var ledger = shop().ledger();
    assertThat(ledger.unsealed()).isEqualTo(1);
    assertThat(ledger.oldestUnsealed()).isNotNull();
    assertThat(ledger.gap()).isEqualTo(Duration.ofSeconds(60));
    assertThat(measured().repositories().getFirst().kit()).isNotNull();
  }

  @Test
  void a_catalog_that_was_rebuilt_with_less_is_read_anew() throws Exception {
    small.backedUp("shop");
    observe(line(), new FactBody.GapFound(small.now(), small.now().plusSeconds(60), "lost"));
    observe(line(), new FactBody.KitExported("abcd"));
    assertThat(shop().ledger().unsealed()).isEqualTo(2);
    small.pass(Duration.ofHours(1));
    assertThat(shop().ledger().gap()).isEqualTo(Duration.ofSeconds(60));

    tamper("delete from fact where writer = '0123456789abcdef'");

    assertThat(shop().ledger()).isEqualTo(MeasuredApplication.Ledger.SEALED);
  }

  @Test
  void a_gap_that_was_withdrawn_is_none() throws Exception {
    small.backedUp("shop");
    var now = small.now();
    small.pass(Duration.ofHours(1));
    observe(line(), new FactBody.GapFound(now, now.plusSeconds(60), "lost"));
    assertThat(shop().ledger().gap()).isEqualTo(Duration.ofSeconds(60));
    var gap =
        small.machine().catalog().ledger().read(line()).stream()
            .filter(entry -> entry.fact().body() instanceof FactBody.GapFound)
            .findFirst()
            .orElseThrow();

    observe(line(), new FactBody.Withdrawn(gap.fact().id(), "it was found"));

    assertThat(shop().ledger().gap()).isEqualTo(Duration.ZERO);
  }

  @Test
  void a_hook_is_open_from_its_first_step_to_its_last() throws Exception {
    small.apply(
        "Application",
        "shop",
        SHOP.replace(
            "./srv/orders }", "./srv/orders, method: Live, hooks: { pre: { command: [a] } } }"));
    var subject = small.machine().kinds().subject("shop");
    var plan = ((Planning.Planned<BackupPlan>) small.machine().backups().plan(subject)).plan();
    var runs = small.machine().catalog().runs();
    runs.begin(
        new Run(
            plan.point().text(),
            Run.Type.BACKUP,
            new Run.Subject(subject.repositoryName(), subject.name()),
            small.now(),
            null,
            new String(Json.write(plan), StandardCharsets.UTF_8)));
    assertThat(shop().hooks()).isEmpty();
    var since = small.now();

    add(
        plan.point(),
        "open hook orders",
        since,
        new StepResult.Outcome.HookOpened("a", List.of(), false));
    assertThat(shop().hooks())
        .containsExactly(new OpenHook(HookName.parse("orders"), since, Duration.ofDays(1)));

    add(
        plan.point(),
        "close hook orders",
        since,
        new StepResult.Outcome.HookClosed(since, since, List.of(), List.of()));
    assertThat(shop().hooks()).isEmpty();
  }

  private void add(PointId run, String key, Instant time, StepResult.Outcome outcome)
      throws IOException {
    var result = new StepResult(key, time, time, outcome);
    small
        .machine()
        .catalog()
        .runs()
        .add(run.text(), key, new String(Json.write(result), StandardCharsets.UTF_8));
  }

  @Test
  void many_applications_are_each_measured_by_their_own_points_runs_and_facts() throws Exception {
    var documents = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      documents.add("Application");
      documents.add("app-" + i);
      documents.add(SHOP.replace("./srv/orders", "./volumes/" + i));
    }
    small.apply(documents.toArray(String[]::new));
    for (int i = 0; i < 10; i++) {
      fill(ApplicationName.parse("app-" + i), i);
    }

    var applications = measured().applications();

    for (int i = 0; i < 10; i++) {
      var application = applications.get(i);
      assertThat(application.name().text()).isEqualTo("app-" + i);
      assertThat(application.points().complete().count()).isEqualTo(i);
      assertThat(application.ledger().unsealed()).isEqualTo(i);
      assertThat(application.runs(Run.Type.BACKUP).ended())
          .containsEntry(Run.Outcome.DONE, (long) i);
    }
  }

  private void fill(ApplicationName application, int count) throws IOException {
    var main = RepositoryName.parse("main");
    var line = LedgerLine.of(main, application);
    var drafts = new ArrayList<Fact.Draft>();
    for (int i = 0; i < count; i++) {
      var time = small.now().minusSeconds(3600L * (count - i));
      var point =
          new RestorePoint(
              PointId.of(application, time, i),
              new Cut(time, time, Duration.ZERO),
              Consistency.ATOMIC,
              ContentId.parse("ab".repeat(32)),
              new RestorePoint.Size(1, 2, 3, 0),
              Proof.ofSeal(time, true),
              null);
      small.machine().catalog().points().put(main, point);
      drafts.add(Fact.Draft.at(time, "test", new FactBody.PointCaptured(point)));
      var run = point.id().text();
      small
          .machine()
          .catalog()
          .runs()
          .begin(
              new Run(
                  run,
                  Run.Type.BACKUP,
                  new Run.Subject(main, application),
                  time,
                  null,
                  "{\"plan\":\"" + "x".repeat(3000) + "\"}"));
      small
          .machine()
          .catalog()
          .runs()
          .end(run, new Run.End(time.plusSeconds(5), Run.Outcome.DONE, ""));
    }
    var rows = small.machine().catalog().ledger();
    var writer = WriterId.parse("0123456789abcdef");
    if (!drafts.isEmpty()) {
      rows.keep(rows.end(line, writer).append(drafts, small.now()), false);
    }
  }
}
