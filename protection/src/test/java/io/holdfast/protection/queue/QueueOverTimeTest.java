package io.holdfast.protection.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.Scheduled.History;
import io.holdfast.protection.queue.Scheduled.Terms;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Timetable;
import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Days of planning, starting and ending runs, one look after the other. */
final class QueueOverTimeTest {
  private static final Terms ONCE = new Terms(CatchUp.ONCE, List.of(), false);

  @Test
  void whoever_looks_when_told_to_answers_every_fire_once() {
    Property.check(
        100,
        random -> {
          Limits limits = new Limits(1 + random.nextInt(3), 1 + random.nextInt(2));
          Instant begin = Instant.parse("2026-10-24T00:00:00Z");
          List<Scheduled> all =
              IntStream.range(0, 6).mapToObj(i -> random(i, begin, random)).toList();
          Map<Target, List<Instant>> starts = new HashMap<>();
          Map<Running, Instant> running = new HashMap<>();
          Instant now = begin;
          Instant end = begin.plus(Duration.ofDays(4));

          while (now.isBefore(end)) {
            Instant moment = now;
            running.values().removeIf(ends -> !ends.isAfter(moment));
            QueuePlan plan =
                QueuePlan.of(
                    new Situation(
                        all.stream().map(each -> after(each, starts)).toList(),
                        List.of(),
                        List.copyOf(running.keySet()),
                        limits),
                    begin,
                    moment);
            for (Start start : plan.starts()) {
              starts.computeIfAbsent(start.target(), _ -> new ArrayList<>()).add(moment);
              running.put(
                  new Running(start.kind(), start.target()),
                  moment.plusSeconds(60 + random.nextInt(7_000)));
            }
            assertThat(running).hasSizeLessThanOrEqualTo(limits.total());
            assertThat(plan.lookAgain()).isAfter(moment);
            now =
                running.values().stream()
                    .reduce(
                        Objects.requireNonNull(plan.lookAgain()),
                        (one, other) -> one.isBefore(other) ? one : other);
          }

          for (Scheduled each : all) {
            List<Instant> made = starts.getOrDefault(each.target(), List.of());
            for (Instant start : made) {
              Instant answered = each.timetable().previous(start);
              assertThat(made)
                  .as("starts of %s for %s", each.target(), answered)
                  .filteredOn(other -> each.timetable().previous(other).equals(answered))
                  .hasSize(1);
            }
          }
        });
  }

  private static Scheduled random(int index, Instant since, Random random) {
    String cron = "%d */%d * * *".formatted(random.nextInt(60), 1 + random.nextInt(5));
    return new Scheduled(
        Kind.BACKUP,
        new Target("application-" + index, "repository-" + index % 2),
        new Timetable(
            Cron.parse(cron), ZoneId.of("Europe/Berlin"), Duration.ofSeconds(random.nextInt(600))),
        ONCE,
        new History(since, List.of()));
  }

  private static Scheduled after(Scheduled scheduled, Map<Target, List<Instant>> starts) {
    return new Scheduled(
        Kind.BACKUP,
        scheduled.target(),
        scheduled.timetable(),
        scheduled.terms(),
        new History(
            scheduled.history().since(), starts.getOrDefault(scheduled.target(), List.of())));
  }
}
