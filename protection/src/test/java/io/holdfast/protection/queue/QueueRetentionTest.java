package io.holdfast.protection.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.QueuePlan.Waiting;
import io.holdfast.protection.queue.QueuePlan.Why;
import io.holdfast.protection.queue.Scheduled.History;
import io.holdfast.protection.queue.Scheduled.Terms;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retention has a repository for itself, and yet is not kept from it for ever. */
final class QueueRetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-06T12:00:00Z");
  private static final Target SHOP = new Target("shop", "main");
  private static final Target WIKI = new Target("wiki", "main");

  @Test
  void runs_beside_others_only_on_another_repository() {
    QueuePlan plan =
        plan(
            List.of(
                daily(Kind.RETENTION, "11:00", SHOP),
                daily(Kind.RETENTION, "11:00", new Target("blog", "other"))),
            List.of(),
            new Running(Kind.BACKUP, WIKI));

    assertThat(plan.starts())
        .extracting(Start::target)
        .extracting(Target::application)
        .containsExactly("blog");
    assertThat(plan.waiting())
        .containsExactly(
            new Waiting(Kind.RETENTION, SHOP, new Why.RepositoryTaken("main", "wiki")));
  }

  @Test
  void others_wait_for_it_restores_too() {
    QueuePlan plan =
        plan(
            List.of(daily(Kind.BACKUP, "11:00", SHOP)),
            List.of(new Requested("r", Kind.RESTORE, new Target("blog", "main"), NOW)),
            new Running(Kind.RETENTION, WIKI));

    assertThat(plan.starts()).isEmpty();
    assertThat(plan.waiting())
        .extracting(Waiting::why)
        .containsOnly(new Why.RepositoryTaken("main", "wiki"));
  }

  @Test
  void what_is_due_longer_goes_first_and_a_backup_before_it_at_the_same_time() {
    List<Start> starts =
        plan(
                List.of(daily(Kind.RETENTION, "11:00", SHOP), daily(Kind.BACKUP, "11:00", WIKI)),
                List.of())
            .starts();

    assertThat(starts).extracting(Start::kind).containsExactly(Kind.BACKUP);
  }

  @Test
  void scheduled_backups_wait_for_one_that_has_waited_half_a_day() {
    Scheduled retention = daily(Kind.RETENTION, "00:00", SHOP);
    Scheduled backup = daily(Kind.BACKUP, "11:00", new Target("blog", "main"));
    Running busy = new Running(Kind.BACKUP, WIKI);

    QueuePlan ripe = plan(List.of(retention, backup), List.of(), busy);
    QueuePlan young = plan(List.of(daily(Kind.RETENTION, "00:01", SHOP), backup), List.of(), busy);

    assertThat(ripe.starts()).isEmpty();
    assertThat(ripe.waiting())
        .contains(
            new Waiting(
                Kind.BACKUP, new Target("blog", "main"), new Why.RepositoryTaken("main", "shop")));
    assertThat(young.starts()).extracting(Start::kind).containsExactly(Kind.BACKUP);
  }

  @Test
  void what_somebody_asks_for_does_not_wait_for_one_that_only_waits() {
    QueuePlan plan =
        plan(
            List.of(daily(Kind.RETENTION, "00:00", SHOP)),
            List.of(new Requested("b", Kind.BACKUP, new Target("blog", "main"), NOW)),
            new Running(Kind.BACKUP, WIKI));

    assertThat(plan.starts()).extracting(Start::kind).containsExactly(Kind.BACKUP);
  }

  private static QueuePlan plan(
      List<Scheduled> scheduled, List<Requested> requested, Running... running) {
    return QueuePlan.of(
        new Situation(scheduled, requested, List.of(running), new Limits(9, 9)),
        Instant.EPOCH,
        NOW);
  }

  private static Scheduled daily(Kind kind, String time, Target target) {
    Cron cron = Cron.parse("%s %s * * *".formatted(time.substring(3, 5), time.substring(0, 2)));
    return new Scheduled(
        kind,
        target,
        new Timetable(cron, ZoneOffset.UTC, Duration.ZERO),
        new Terms(CatchUp.ONCE, List.of(), false),
        new History(Instant.parse("2026-11-05T23:00:00Z"), List.of()));
  }
}
