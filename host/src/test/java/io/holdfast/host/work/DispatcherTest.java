package io.holdfast.host.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Timetable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:30Z");
  private static final Target SHOP = new Target("shop", "main");
  private static final Run RUN =
      new Run(
          "restore-1",
          Run.Type.RESTORE,
          new Run.Subject(RepositoryName.parse("main"), ApplicationName.parse("shop")),
          NOW,
          new Run.End(NOW, Run.Outcome.DONE, ""),
          "{}");

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private Dispatcher dispatcher =
      Dispatcher.start(Schedules.NONE, new Limits(1, 1), () -> NOW, listener(), Map.of());

  @AfterEach
  void close() {
    dispatcher.close();
  }

  private DispatchListener listener() {
    return new DispatchListener() {
      @Override
      public void started(Start start) {
        told.add("started %s".formatted(start.kind()));
      }

      @Override
      public void ended(Start start, Standing standing) {
        told.add("ended %s %s".formatted(start.kind(), standing.getClass().getSimpleName()));
      }

      @Override
      public void blind(Exception failure) {
        told.add("blind %s".formatted(failure.getMessage()));
      }
    };
  }

  private Planning<Run> waits() throws InterruptedException {
    go.await();
    return new Planning.Planned<>(RUN);
  }

  private Standing standing(String request) throws InterruptedException {
    return dispatcher.standing(request, LONG).orElseThrow();
  }

  @Test
  void tells_how_a_run_ended_that_was_asked_for() throws Exception {
    String request = dispatcher.ask(Kind.RESTORE, SHOP, () -> new Planning.Planned<>(RUN));

    assertThat(standing(request)).isEqualTo(new Standing.Ended(RUN));
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("started RESTORE");
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("ended RESTORE Ended");
  }

  @Test
  void says_what_a_run_waits_for() throws Exception {
    String first = dispatcher.ask(Kind.RESTORE, SHOP, this::waits);
    String second = dispatcher.ask(Kind.BACKUP, SHOP, this::waits);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("started RESTORE");
    while (!now(second).equals(new Standing.Waiting("a restore of the application is running"))) {
      Thread.sleep(10);
    }

    go.countDown();

    assertThat(standing(first)).isEqualTo(new Standing.Ended(RUN));
    assertThat(standing(second)).isEqualTo(new Standing.Ended(RUN));
  }

  private Standing now(String request) throws InterruptedException {
    return dispatcher.standing(request, Duration.ZERO).orElseThrow();
  }

  @Test
  void stops_what_runs_and_what_waits() throws Exception {
    String running = dispatcher.ask(Kind.BACKUP, SHOP, this::waits);
    String waiting = dispatcher.ask(Kind.BACKUP, SHOP, this::waits);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("started BACKUP");

    dispatcher.cancel(waiting);
    dispatcher.cancel(running);

    assertThat(standing(running)).isEqualTo(new Standing.Stopped());
    assertThat(standing(waiting)).isEqualTo(new Standing.Stopped());
    assertThat(dispatcher.cancel("another")).isEmpty();
  }

  @Test
  void refusals_failures_and_defects_are_told_and_free_their_place() throws Exception {
    List<Refusal> refusals = List.of(new Refusal("volume a", "no", "do"));
    IOException failure = new IOException("gone");

    String refused = dispatcher.ask(Kind.BACKUP, SHOP, () -> new Planning.Refused<>(refusals));
    String failed =
        dispatcher.ask(
            Kind.BACKUP,
            SHOP,
            () -> {
              throw failure;
            });
    String broken =
        dispatcher.ask(
            Kind.BACKUP,
            SHOP,
            () -> {
              throw new StackOverflowError("a defect that no run catches");
            });

    assertThat(standing(refused)).isEqualTo(new Standing.Refused(Kind.BACKUP, refusals));
    assertThat(standing(failed)).isEqualTo(new Standing.Failed(failure));
    assertThat(standing(broken)).isInstanceOf(Standing.Failed.class);
    assertThat(dispatcher.running()).isZero();
  }

  @Test
  void a_fire_that_left_no_run_is_not_tried_again_before_the_next() throws Exception {
    BlockingQueue<Target> tried = new LinkedBlockingQueue<>();
    dispatcher.close();
    dispatcher =
        Dispatcher.start(
            new Schedules() {
              @Override
              public List<Scheduled> now() {
                return List.of(every(SHOP));
              }

              @Override
              public Task task(Kind kind, Target target) {
                return () -> {
                  tried.add(target);
                  return new Planning.Refused<>(List.of(new Refusal("all", "no", "do")));
                };
              }
            },
            new Limits(1, 1),
            () -> NOW,
            listener(),
            Map.of());

    assertThat(tried.poll(20, TimeUnit.SECONDS)).isEqualTo(SHOP);
    dispatcher.look();

    assertThat(tried.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  /** What schedules say. */
  private interface Said {
    List<Scheduled> now() throws IOException;
  }

  /** What is asked for while schedules say this; told why they are of no use. */
  private String askedBeside(Said said) throws InterruptedException {
    dispatcher.close();
    dispatcher =
        Dispatcher.start(
            new Schedules() {
              @Override
              public List<Scheduled> now() throws IOException {
                return said.now();
              }

              @Override
              public Task task(Kind kind, Target target) {
                throw new AssertionError("nothing is due");
              }
            },
            new Limits(1, 1),
            () -> NOW,
            listener(),
            Map.of());
    String request = dispatcher.ask(Kind.RESTORE, SHOP, () -> new Planning.Planned<>(RUN));
    assertThat(standing(request)).isEqualTo(new Standing.Ended(RUN));
    return told.stream().filter(line -> line.startsWith("blind ")).findFirst().orElse("");
  }

  @Test
  void schedules_that_cannot_be_read_keep_nobody_from_asking() throws Exception {
    String blind =
        askedBeside(() -> {
          throw new IOException("no catalog");
        });

    assertThat(blind).isEqualTo("blind no catalog");
  }

  @Test
  void a_schedule_with_which_nothing_can_be_planned_holds_up_nothing_that_is_asked_for()
      throws Exception {
    var unusable =
        new AbstractList<Scheduled>() {
          @Override
          public Scheduled get(int index) {
            throw new IllegalStateException("no plan");
          }

          @Override
          public int size() {
            return 1;
          }
        };

    assertThat(askedBeside(() -> unusable)).isEqualTo("blind no plan");
  }

  @Test
  void once_it_stops_nothing_begins_and_what_does_not_end_is_stopped() throws Exception {
    String running = dispatcher.ask(Kind.BACKUP, SHOP, this::waits);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("started BACKUP");

    assertThat(dispatcher.stop(Duration.ofMillis(50))).isFalse();

    assertThat(standing(running)).isEqualTo(new Standing.Stopped());
    assertThatThrownBy(() -> dispatcher.ask(Kind.BACKUP, SHOP, this::waits))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waits_for_runs_that_others_do() throws Exception {
    Running recovery = new Running(Kind.BACKUP, SHOP);
    dispatcher.close();
    dispatcher =
        Dispatcher.start(
            Schedules.NONE, new Limits(1, 1), () -> NOW, listener(), Map.of("cut-off", recovery));
    String request = dispatcher.ask(Kind.RESTORE, SHOP, () -> new Planning.Planned<>(RUN));
    while (!now(request).equals(new Standing.Waiting("a backup of the application is running"))) {
      Thread.sleep(10);
    }

    dispatcher.free("cut-off");

    assertThat(standing(request)).isEqualTo(new Standing.Ended(RUN));
  }

  @Test
  void lets_others_do_a_run_only_where_nothing_goes_on_and_begins_nothing_beside_it()
      throws Exception {
    // It has moved since.
    var left = new Running(Kind.BACKUP, new Target("shop", "other"));
    String restore = dispatcher.ask(Kind.RESTORE, SHOP, this::waits);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("started RESTORE");
    assertThat(dispatcher.occupy("left", left)).isFalse();
    go.countDown();
    assertThat(standing(restore)).isEqualTo(new Standing.Ended(RUN));

    assertThat(dispatcher.occupy("left", left)).isTrue();
    assertThat(dispatcher.occupy("left", left)).as("once more, as it could not be ended").isTrue();
    String backup = dispatcher.ask(Kind.BACKUP, SHOP, () -> new Planning.Planned<>(RUN));
    assertThat(dispatcher.standing(backup, Duration.ofMillis(50)).orElseThrow())
        .isInstanceOf(Standing.Waiting.class);

    dispatcher.free("left");
    assertThat(standing(backup)).isEqualTo(new Standing.Ended(RUN));
  }

  @Test
  void ends_at_once_when_nothing_is_under_way() throws Exception {
    assertThat(dispatcher.stop(LONG)).isTrue();
  }

  @Test
  void remembers_only_so_many() throws Exception {
    String first = dispatcher.ask(Kind.RESTORE, SHOP, () -> new Planning.Planned<>(RUN));
    standing(first);
    for (int i = 0; i < 1001; i++) {
      standing(dispatcher.ask(Kind.RESTORE, SHOP, () -> new Planning.Planned<>(RUN)));
    }

    assertThat(dispatcher.standing(first, Duration.ZERO)).isEmpty();
  }

  private static Scheduled every(Target target) {
    return new Scheduled(
        Kind.BACKUP,
        target,
        new Timetable(Cron.parse("0 * * * *"), ZoneOffset.UTC, Duration.ZERO),
        new Scheduled.Terms(CatchUp.ONCE, List.of(), false),
        new Scheduled.History(Instant.EPOCH, List.of()));
  }
}
