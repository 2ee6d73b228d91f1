package io.holdfast.protection.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.queue.QueuePlan.Because;
import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.QueuePlan.Waiting;
import io.holdfast.protection.queue.QueuePlan.Why;
import io.holdfast.protection.queue.Scheduled.History;
import io.holdfast.protection.queue.Scheduled.Terms;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Timetable;
import io.holdfast.protection.schedule.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueuePlanTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-06T12:00:30Z");
  private static final Limits WIDE = new Limits(100, 100);
  private static final Terms ONCE = new Terms(CatchUp.ONCE, List.of(), false);
  private static final Terms NONE = new Terms(CatchUp.NONE, List.of(), false);

  @Test
  void starts_what_is_due_and_says_when_the_next_one_is() {
    Scheduled due = daily("shop", "12:00", ONCE, "2026-11-05T12:00:10Z");
    Scheduled later = daily("wiki", "13:00", ONCE, "2026-11-05T13:00:10Z");

    QueuePlan plan = plan(WIDE, due, later);

    assertThat(plan.starts()).containsExactly(fired("shop", "2026-11-06T12:00:00Z", 0));
    assertThat(plan.waiting())
        .containsExactly(waiting("wiki", new Why.NotDue(Instant.parse("2026-11-06T13:00:00Z"))));
    assertThat(plan.lookAgain()).isEqualTo("2026-11-06T13:00:00Z");
  }

  @Test
  void starts_nothing_twice_for_one_fire() {
    QueuePlan plan = plan(WIDE, daily("shop", "12:00", ONCE, "2026-11-06T12:00:00Z"));

    assertThat(plan.starts()).isEmpty();
    assertThat(plan.lookAgain()).isEqualTo("2026-11-07T12:00:00Z");
  }

  @Test
  void missed_fires_are_one_run_however_many() {
    // velero issue 9259: 126 backups waited after 124 days, and all of them ran
    QueuePlan plan = plan(WIDE, daily("shop", "12:00", ONCE, "2026-07-03T12:00:10Z"));

    assertThat(plan.starts()).containsExactly(fired("shop", "2026-11-06T12:00:00Z", 125));
  }

  @Test
  void counts_no_further_than_anybody_wants_to_know() {
    Scheduled every =
        new Scheduled(
            Kind.BACKUP,
            new Target("shop", "main"),
            new Timetable(Cron.parse("* * * * *"), ZoneOffset.UTC, Duration.ZERO),
            ONCE,
            new History(Instant.EPOCH, List.of()));

    assertThat(plan(WIDE, every).starts())
        .containsExactly(fired("shop", "2026-11-06T12:00:00Z", Scheduled.MOST_MISSED));
  }

  @Test
  void without_catch_up_what_was_missed_in_downtime_does_not_run() {
    Scheduled shop = daily("shop", "12:00", NONE, "2026-11-03T12:00:10Z");

    QueuePlan asleep = plan(Instant.parse("2026-11-06T12:00:01Z"), situation(WIDE, shop));
    QueuePlan awake = plan(Instant.parse("2026-11-06T12:00:00Z"), situation(WIDE, shop));

    assertThat(asleep.starts()).isEmpty();
    assertThat(awake.starts()).containsExactly(fired("shop", "2026-11-06T12:00:00Z", 0));
  }

  @Test
  void without_catch_up_a_fire_still_waits_for_a_place() {
    Scheduled shop = daily("shop", "02:00", NONE, "2026-11-05T02:00:10Z");

    assertThat(plan(Instant.parse("2026-11-06T01:00:00Z"), situation(WIDE, shop)).starts())
        .containsExactly(fired("shop", "2026-11-06T02:00:00Z", 0));
  }

  @Test
  void a_new_application_waits_for_its_first_fire() {
    Scheduled shop =
        scheduled(
            "shop", "12:00", ONCE, new History(Instant.parse("2026-11-06T12:00:15Z"), List.of()));

    assertThat(plan(WIDE, shop).starts()).isEmpty();
  }

  @Test
  void a_clock_that_was_wrong_once_does_not_stop_backups() {
    Scheduled started =
        daily("shop", "12:00", ONCE, "2026-11-05T12:00:10Z", "2036-01-01T00:00:00Z");
    Scheduled begun =
        scheduled(
            "wiki", "12:00", ONCE, new History(Instant.parse("2036-01-01T00:00:00Z"), List.of()));

    assertThat(plan(WIDE, started, begun).starts())
        .extracting(start -> start.target().application())
        .containsExactly("shop", "wiki");
  }

  @Test
  void outside_of_its_windows_it_waits_until_one_opens() {
    Window night =
        new Window(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            ZoneOffset.UTC);
    Scheduled shop =
        daily(
            "shop",
            "12:00",
            new Terms(CatchUp.ONCE, List.of(night), false),
            "2026-11-05T22:00:10Z");
    Instant opens = Instant.parse("2026-11-06T22:00:00Z");

    QueuePlan plan = plan(WIDE, shop);

    assertThat(plan.waiting()).containsExactly(waiting("shop", new Why.OutsideWindow(opens)));
    assertThat(plan.lookAgain()).isEqualTo(opens);
    assertThat(QueuePlan.of(situation(WIDE, shop), LONG_AGO, opens).starts())
        .containsExactly(fired("shop", "2026-11-06T12:00:00Z", 0));
  }

  @Test
  void what_is_paused_waits_for_somebody() {
    Scheduled shop =
        daily("shop", "12:00", new Terms(CatchUp.ONCE, List.of(), true), "2026-11-05T12:00:10Z");

    assertThat(plan(WIDE, shop).waiting()).containsExactly(waiting("shop", new Why.Paused()));
    assertThat(plan(WIDE, shop).lookAgain()).isNull();
  }

  @Test
  void what_somebody_asks_for_waits_for_no_window_and_no_pause() {
    Scheduled shop =
        daily("shop", "12:00", new Terms(CatchUp.ONCE, List.of(), true), "2026-11-05T12:00:10Z");
    Requested now = new Requested("r1", Kind.BACKUP, new Target("shop", "main"), NOW);

    QueuePlan plan = plan(LONG_AGO, new Situation(List.of(shop), List.of(now), List.of(), WIDE));

    assertThat(plan.starts())
        .containsExactly(
            new Start(Kind.BACKUP, new Target("shop", "main"), new Because.Asked("r1", NOW)));
  }

  @Test
  void an_application_has_one_run_at_a_time() {
    Scheduled shop = daily("shop", "12:00", ONCE, "2026-11-05T12:00:10Z");
    Running restore = new Running(Kind.RESTORE, new Target("shop", "main"));
    Requested first = new Requested("a", Kind.BACKUP, new Target("wiki", "main"), NOW);
    Requested second = new Requested("b", Kind.BACKUP, new Target("wiki", "main"), NOW);

    QueuePlan plan =
        plan(
            LONG_AGO, new Situation(List.of(shop), List.of(second, first), List.of(restore), WIDE));

    assertThat(plan.starts())
        .extracting(Start::because)
        .containsExactly(new Because.Asked("a", NOW));
    assertThat(plan.waiting())
        .containsExactly(
            waiting("wiki", new Why.Busy(Kind.BACKUP)),
            waiting("shop", new Why.Busy(Kind.RESTORE)));
  }

  @Test
  void the_longest_due_come_first_up_to_the_limits() {
    Situation situation =
        new Situation(
            List.of(
                daily("late", "09:00", ONCE, "2026-11-05T09:00:10Z"),
                daily("later", "08:00", ONCE, "2026-11-05T08:00:10Z"),
                daily("latest", "07:00", ONCE, "2026-11-05T07:00:10Z"),
                on("other", daily("elsewhere", "10:00", ONCE, "2026-11-05T10:00:10Z")),
                on("other", daily("there", "11:00", ONCE, "2026-11-05T11:00:10Z"))),
            List.of(),
            List.of(),
            new Limits(3, 2));

    QueuePlan plan = plan(LONG_AGO, situation);

    assertThat(plan.starts())
        .extracting(start -> start.target().application())
        .containsExactly("latest", "later", "elsewhere");
    assertThat(plan.waiting())
        .extracting(Waiting::why)
        .containsExactly(new Why.RepositoryLimit("main", 2), new Why.TotalLimit(3));
    assertThat(plan(LONG_AGO, with(situation, new Limits(9, 2))).waiting())
        .containsExactly(waiting("late", new Why.RepositoryLimit("main", 2)));
  }

  @Test
  void a_restore_waits_for_no_backup_of_another_application() {
    Running busy = new Running(Kind.BACKUP, new Target("big", "main"));
    Requested backup = new Requested("a", Kind.BACKUP, new Target("wiki", "main"), LONG_AGO);
    Requested restore = new Requested("b", Kind.RESTORE, new Target("shop", "main"), NOW);

    QueuePlan plan =
        plan(
            LONG_AGO,
            new Situation(List.of(), List.of(backup, restore), List.of(busy), new Limits(1, 1)));

    assertThat(plan.starts()).extracting(Start::kind).containsExactly(Kind.RESTORE);
    assertThat(plan.waiting()).containsExactly(waiting("wiki", new Why.TotalLimit(1)));
  }

  @Test
  void restores_wait_for_each_other() {
    Running busy = new Running(Kind.RESTORE, new Target("big", "main"));
    Requested restore = new Requested("b", Kind.RESTORE, new Target("shop", "main"), NOW);

    QueuePlan plan =
        plan(LONG_AGO, new Situation(List.of(), List.of(restore), List.of(busy), new Limits(9, 1)));

    assertThat(plan.waiting())
        .containsExactly(
            new Waiting(
                Kind.RESTORE, new Target("shop", "main"), new Why.RepositoryLimit("main", 1)));
  }

  @Test
  void refuses_limits_that_let_nothing_start() {
    assertThatThrownBy(() -> new Limits(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 or more");
  }

  private static QueuePlan plan(Limits limits, Scheduled... scheduled) {
    return plan(LONG_AGO, situation(limits, scheduled));
  }

  private static QueuePlan plan(Instant awake, Situation situation) {
    return QueuePlan.of(situation, awake, NOW);
  }

  private static Situation situation(Limits limits, Scheduled... scheduled) {
    return new Situation(List.of(scheduled), List.of(), List.of(), limits);
  }

  private static Situation with(Situation situation, Limits limits) {
    return new Situation(situation.scheduled(), situation.requested(), situation.running(), limits);
  }

  private static Scheduled daily(String application, String time, Terms terms, String... starts) {
    return scheduled(
        application,
        time,
        terms,
        new History(LONG_AGO, List.of(starts).stream().map(Instant::parse).toList()));
  }

  private static Scheduled scheduled(
      String application, String time, Terms terms, History history) {
    LocalTime at = LocalTime.parse(time);
    Cron cron = Cron.parse("%d %d * * *".formatted(at.getMinute(), at.getHour()));
    return new Scheduled(
        Kind.BACKUP,
        new Target(application, "main"),
        new Timetable(cron, ZoneOffset.UTC, Duration.ZERO),
        terms,
        history);
  }

  private static Scheduled on(String repository, Scheduled scheduled) {
    return new Scheduled(
        Kind.BACKUP,
        new Target(scheduled.target().application(), repository),
        scheduled.timetable(),
        scheduled.terms(),
        scheduled.history());
  }

  private static Start fired(String application, String at, int missed) {
    return new Start(
        Kind.BACKUP, new Target(application, "main"), new Because.Fired(Instant.parse(at), missed));
  }

  private static Waiting waiting(String application, Why why) {
    return new Waiting(Kind.BACKUP, new Target(application, "main"), why);
  }
}
