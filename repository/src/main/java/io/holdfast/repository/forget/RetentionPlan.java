package io.holdfast.repository.forget;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.retention.Choice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which snapshots a policy lets go, and why each other one stays; groups in order of their keys.
 */
public record RetentionPlan(List<Group> groups) {
  public RetentionPlan {
    groups = List.copyOf(groups);
  }

  /** A snapshot and its id. */
  public record Point(SnapshotId id, Snapshot snapshot) {}

  /** A snapshot that stays, and why; at least one reason. */
  public record Kept(Point point, List<Reason> reasons) {
    public Kept {
      reasons = List.copyOf(reasons);
    }
  }

  /** What becomes of a group's snapshots; each list has the newest first. */
  public record Group(Grouping.Key key, List<Kept> kept, List<Point> removed) {
    public Group {
      kept = List.copyOf(kept);
      removed = List.copyOf(removed);
    }
  }

  /** Why a snapshot stays; prints in restic's words. */
  public sealed interface Reason {
    /** It has these tags. */
    record Tagged(List<String> tags) implements Reason {
      public Tagged {
        tags = List.copyOf(tags);
      }

      @Override
      public String toString() {
        return "has tags [" + String.join(", ", tags) + "]";
      }
    }

    /** Somebody who knows more of it than its times and tags says so. */
    record Held(String why) implements Reason {
      @Override
      public String toString() {
        return why;
      }
    }

    /** A rule keeps it for its time. */
    record ByTime(io.holdfast.retention.Reason reason) implements Reason {
      @Override
      public String toString() {
        return reason.toString();
      }
    }
  }

  /** What came of planning. */
  public sealed interface Planning {
    record Planned(RetentionPlan plan) implements Planning {}

    /** Nothing may be removed; the message says why and what to do. */
    record Refused(String message) implements Planning {}
  }

  /**
   * What is asked for.
   *
   * @param filter of the snapshots that are looked at; the others stay
   * @param allowRemoveAll whether no policy means to remove all that the filter lets through; the
   *     filter must then say something
   * @param held snapshots that stay whatever the policy says, each with the reason
   */
  public record Request(
      SnapshotFilter filter,
      Grouping grouping,
      RetentionPolicy policy,
      boolean allowRemoveAll,
      Map<SnapshotId, String> held) {
    public Request {
      held = Map.copyOf(held);
    }

    /** Nothing is held. */
    public Request(
        SnapshotFilter filter, Grouping grouping, RetentionPolicy policy, boolean allowRemoveAll) {
      this(filter, grouping, policy, allowRemoveAll, Map.of());
    }
  }

  /**
   * Plans by a policy.
   *
   * @param zone in which hours, days, weeks, months and years begin
   */
  public static Planning plan(
      Request request, Map<SnapshotId, Snapshot> all, Instant now, ZoneId zone) {
    if (request.policy.isEmpty()) {
      if (!request.allowRemoveAll) {
        return new Planning.Refused(
            "no policy was given, so no snapshot is removed: say what to keep, for example with"
                + " --keep-daily 7");
      }
      if (request.filter.equals(SnapshotFilter.ANY)) {
        return new Planning.Refused(
            "all snapshots can be removed only with a filter that says which ones are meant: add"
                + " --host, --tag or --path");
      }
    }
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<Grouping.Key, List<Point>> group : grouped(request, all).entrySet()) {
      Group planned = group(request, group.getKey(), group.getValue(), now, zone);
      if (planned.kept.isEmpty() && !request.policy.isEmpty()) {
        return new Planning.Refused(
            "the policy keeps no snapshot of %s, so nothing is removed: keep at least one, for example with --keep-last 1"
                .formatted(named(group.getKey())));
      }
      groups.add(planned);
    }
    return new Planning.Planned(new RetentionPlan(groups));
  }

  private static Group group(
      Request request, Grouping.Key key, List<Point> points, Instant now, ZoneId zone) {
    RetentionPolicy policy = request.policy;
    List<Kept> kept = new ArrayList<>();
    List<Point> removed = new ArrayList<>();
    for (Choice<Point> choice :
        policy.rules().apply(points, point -> point.snapshot().time(), now, zone)) {
      List<Reason> reasons = new ArrayList<>();
      String held = request.held.get(choice.item().id());
      if (held != null) {
        reasons.add(new Reason.Held(held));
      }
      for (List<String> tags : policy.tags()) {
        if (choice.item().snapshot().hasTags(tags)) {
          reasons.add(new Reason.Tagged(tags));
        }
      }
      choice.reasons().forEach(reason -> reasons.add(new Reason.ByTime(reason)));
      if (reasons.isEmpty()) {
        removed.add(choice.item());
      } else {
        kept.add(new Kept(choice.item(), reasons));
      }
    }
    return new Group(key, kept, removed);
  }

  private static Map<Grouping.Key, List<Point>> grouped(
      Request request, Map<SnapshotId, Snapshot> all) {
    Map<Grouping.Key, List<Point>> groups = new TreeMap<>();
    all.forEach((id, snapshot) -> {
      if (request.filter.matches(snapshot)) {
        groups
            .computeIfAbsent(request.grouping.key(snapshot), _ -> new ArrayList<>())
            .add(new Point(id, snapshot));
      }
    });
    Comparator<Point> oldestFirst = Comparator.comparing(point -> point.snapshot().time());
    groups.values().forEach(points -> points.sort(oldestFirst.reversed().thenComparing(Point::id)));
    return groups;
  }

  private static String named(Grouping.Key key) {
    List<String> parts = new ArrayList<>();
    if (!key.host().isEmpty()) {
      parts.add("host " + key.host());
    }
    if (!key.paths().isEmpty()) {
      parts.add("paths " + String.join(", ", key.paths()));
    }
    if (!key.tags().isEmpty()) {
      parts.add("tags " + String.join(", ", key.tags()));
    }
    return parts.isEmpty() ? "all" : String.join(", ", parts);
  }

  /** The snapshots that go. */
  public List<SnapshotId> removed() {
    return groups.stream().flatMap(group -> group.removed.stream()).map(Point::id).toList();
  }
}
