package io.holdfast.host.work;

import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.QueuePlan;
import io.holdfast.protection.queue.Requested;
import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The runs that somebody asked for, and how they are. Its owner lets one thread in at a time. */
final class Requests {
  /** As many are remembered after they ended. */
  private static final int MOST_REMEMBERED = 1000;

  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private long number;

  private static final class Asked {
    private final Requested requested;
    private final Task task;
    private Standing standing = new Standing.Waiting("it was just asked for");

    private Asked(Requested requested, Task task) {
      this.requested = requested;
      this.task = task;
    }
  }

  /** One more; its name. */
  String add(Kind kind, Target target, Task task, Instant now) {
    asked.values().stream()
        .filter(each -> each.standing.isOver())
        .map(each -> each.requested.id())
        .limit(Math.max(0, asked.size() - MOST_REMEMBERED))
        .toList()
        .forEach(asked::remove);
    number++;
    String name =
        "%s-%s-%d-%d"
            .formatted(
                kind.name().toLowerCase(Locale.ROOT),
                target.application(),
                now.toEpochMilli(),
                number);
    asked.put(name, new Asked(new Requested(name, kind, target, now), task));
    return name;
  }

  /** Empty for one that is not known, or no longer. */
  Optional<Standing> standing(String name) {
    return Optional.ofNullable(asked.get(name)).map(one -> one.standing);
  }

  /** What a known one would run as. */
  Running running(String name) {
    Requested requested = known(name).requested;
    return new Running(requested.kind(), requested.target());
  }

  /** Lets one begin. */
  Task begin(String name) {
    Asked one = known(name);
    one.standing = new Standing.Running();
    return one.task;
  }

  void end(String name, Standing standing) {
    known(name).standing = standing;
  }

  private Asked known(String name) {
    return Objects.requireNonNull(asked.get(name), name);
  }

  /** Those that have not begun. */
  List<Requested> waiting() {
    return asked.values().stream()
        .filter(each -> each.standing instanceof Standing.Waiting)
        .map(each -> each.requested)
        .toList();
  }

  /** Notes what those that have not begun wait for. */
  void waitFor(List<QueuePlan.Waiting> reasons) {
    for (QueuePlan.Waiting reason : reasons) {
      for (Requested one : waiting()) {
        if (one.kind() == reason.kind() && one.target().equals(reason.target())) {
          known(one.id()).standing = new Standing.Waiting(reason.why().toString());
        }
      }
    }
  }

  /** None of those that have not begun will. */
  void stopWaiting() {
    waiting().forEach(one -> known(one.id()).standing = new Standing.Stopped());
  }
}
