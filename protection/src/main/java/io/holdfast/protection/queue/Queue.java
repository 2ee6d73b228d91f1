package io.holdfast.protection.queue;

import io.holdfast.protection.queue.QueuePlan.Because;
import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.QueuePlan.Waiting;
import io.holdfast.protection.queue.QueuePlan.Why;
import io.holdfast.protection.queue.Scheduled.Due;
import io.holdfast.protection.schedule.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The making of one plan: each run in its turn, beside those that are running or start before it.
 */
final class Queue {
  private static final Comparator<Requested> RESTORES_FIRST =
      Comparator.comparing(Requested::kind)
          .thenComparing(Requested::at)
          .thenComparing(Requested::id);

  private static final Comparator<Waited> LONGEST_DUE =
      Comparator.comparing((Waited waited) -> waited.due.at())
          .thenComparing(waited -> waited.scheduled.target().application());

  private final Situation situation;
  private final Instant awake;
  private final Instant now;
  private final List<Running> running;
  private final List<Start> starts = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable Instant lookAgain;

  /** A schedule with a fire that no run has answered. */
  private record Waited(Scheduled scheduled, Due due) {}

  Queue(Situation situation, Instant awake, Instant now) {
    this.situation = situation;
    this.awake = awake;
    this.now = now;
    this.running = new ArrayList<>(situation.running());
  }

  QueuePlan plan() {
    situation.requested().stream()
        .sorted(RESTORES_FIRST)
        .forEach(
            each -> admit(each.kind(), each.target(), new Because.Asked(each.id(), each.at())));
    List<Waited> due = new ArrayList<>();
    for (Scheduled each : situation.scheduled()) {
      if (each.terms().paused()) {
        leave(each.target(), new Why.Paused());
        continue;
      }
      Instant next = each.timetable().next(now);
      look(next);
      each.due(awake, now)
          .ifPresentOrElse(
              found -> due.add(new Waited(each, found)),
              () -> leave(each.target(), new Why.NotDue(next)));
    }
    due.stream().sorted(LONGEST_DUE).forEach(this::admit);
    return new QueuePlan(starts, waiting, lookAgain);
  }

  private void admit(Waited waited) {
    Instant opens = Window.opening(waited.scheduled.terms().windows(), now);
    Target target = waited.scheduled.target();
    if (opens.isAfter(now)) {
      look(opens);
      leave(target, new Why.OutsideWindow(opens));
      return;
    }
    admit(Kind.BACKUP, target, new Because.Fired(waited.due.at(), waited.due.missed()));
  }

  private void admit(Kind kind, Target target, Because because) {
    Optional<Why> obstacle = obstacle(kind, target);
    if (obstacle.isPresent()) {
      waiting.add(new Waiting(kind, target, obstacle.get()));
      return;
    }
    running.add(new Running(kind, target));
    starts.add(new Start(kind, target, because));
  }

  private Optional<Why> obstacle(Kind kind, Target target) {
    Optional<Why> busy =
        running.stream()
            .filter(other -> other.target().application().equals(target.application()))
            .findFirst()
            .map(other -> new Why.Busy(other.kind()));
    if (busy.isPresent()) {
      return busy;
    }
    Limits limits = situation.limits();
    if (beside(kind).count() >= limits.total()) {
      return Optional.of(new Why.TotalLimit(limits.total()));
    }
    long onRepository =
        beside(kind)
            .filter(other -> other.target().repository().equals(target.repository()))
            .count();
    return onRepository >= limits.perRepository()
        ? Optional.of(new Why.RepositoryLimit(target.repository(), limits.perRepository()))
        : Optional.empty();
  }

  /** The runs that count against a limit: a restore must not wait for hours of others' backups. */
  private Stream<Running> beside(Kind kind) {
    return switch (kind) {
      case RESTORE -> running.stream().filter(other -> other.kind() == Kind.RESTORE);
      case BACKUP -> running.stream();
    };
  }

  private void leave(Target target, Why why) {
    waiting.add(new Waiting(Kind.BACKUP, target, why));
  }

  private void look(Instant at) {
    if (lookAgain == null || at.isBefore(lookAgain)) {
      lookAgain = at;
    }
  }
}
