package io.holdfast.protection.queue;

import io.holdfast.protection.queue.QueuePlan.Because;
import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.QueuePlan.Waiting;
import io.holdfast.protection.queue.QueuePlan.Why;
import io.holdfast.protection.queue.Scheduled.Due;
import io.holdfast.protection.schedule.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
          .thenComparing(waited -> waited.scheduled.kind())
          .thenComparing(waited -> waited.scheduled.target().application());

  /** So long retention waits for a quiet moment; then no scheduled backup goes before it. */
  private static final Duration PATIENCE = Duration.ofHours(12);

  private final Situation situation;
  private final Instant awake;
  private final Instant now;
  private final List<Running> running;
  private final List<Start> starts = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /** Repositories that retention has waited for long enough, with whose it is. */
  private final Map<String, String> reserved = new HashMap<>();

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
        leave(each, new Why.Paused());
        continue;
      }
      Instant next = each.timetable().next(now);
      look(next);
      each.due(awake, now)
          .ifPresentOrElse(
              found -> due.add(new Waited(each, found)), () -> leave(each, new Why.NotDue(next)));
    }
    due.stream().sorted(LONGEST_DUE).forEach(this::admit);
    return new QueuePlan(starts, waiting, lookAgain);
  }

  private void admit(Waited waited) {
    Instant opens = Window.opening(waited.scheduled.terms().windows(), now);
    Kind kind = waited.scheduled.kind();
    Target target = waited.scheduled.target();
    if (opens.isAfter(now)) {
      look(opens);
      leave(waited.scheduled, new Why.OutsideWindow(opens));
      return;
    }
    String first = reserved.get(target.repository());
    if (first != null) {
      leave(waited.scheduled, new Why.RepositoryTaken(target.repository(), first));
      return;
    }
    boolean started = admit(kind, target, new Because.Fired(waited.due.at(), waited.due.missed()));
    if (!started && kind == Kind.RETENTION && !now.isBefore(waited.due.at().plus(PATIENCE))) {
      reserved.put(target.repository(), target.application());
    }
  }

  private boolean admit(Kind kind, Target target, Because because) {
    Optional<Why> obstacle = obstacle(kind, target);
    if (obstacle.isPresent()) {
      waiting.add(new Waiting(kind, target, obstacle.get()));
      return false;
    }
    running.add(new Running(kind, target));
    starts.add(new Start(kind, target, because));
    return true;
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
    Optional<Running> exclusive =
        running.stream()
            .filter(other -> other.target().repository().equals(target.repository()))
            .filter(other -> kind == Kind.RETENTION || other.kind() == Kind.RETENTION)
            .findFirst();
    if (exclusive.isPresent()) {
      return Optional.of(
          new Why.RepositoryTaken(target.repository(), exclusive.get().target().application()));
    }
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
      case BACKUP, RETENTION -> running.stream();
    };
  }

  private void leave(Scheduled scheduled, Why why) {
    waiting.add(new Waiting(scheduled.kind(), scheduled.target(), why));
  }

  private void look(Instant at) {
    if (lookAgain == null || at.isBefore(lookAgain)) {
      lookAgain = at;
    }
  }
}
