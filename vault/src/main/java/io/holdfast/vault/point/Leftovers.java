package io.holdfast.vault.point;

import io.holdfast.protection.name.PointId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.vault.Belonging;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which snapshots belong together, decided from all that the repository has. */
public final class Leftovers {
  /** A run on another machine may still be about to seal. */
  public static final Duration YOUNGEST = Duration.ofHours(24);

  private Leftovers() {}

  /**
   * The snapshots of runs that came to nothing: of volumes and overlays whose point is not there.
   *
   * @param now by the clock of the store
   * @param running points whose runs go on
   */
  public static List<SnapshotId> of(
      Map<SnapshotId, Snapshot> snapshots, Instant now, Set<PointId> running) {
    Set<PointId> sealed = sealed(snapshots);
    return snapshots.entrySet().stream()
        .filter(entry -> {
          Optional<PointId> run = Belonging.of(entry.getValue()).flatMap(Leftovers::part);
          return run.isPresent()
              && !sealed.contains(run.get())
              && !running.contains(run.get())
              && entry.getValue().time().plus(YOUNGEST).isBefore(now);
        })
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The points that are there: those whose own snapshot is. */
  public static Set<PointId> sealed(Map<SnapshotId, Snapshot> snapshots) {
    return snapshots.values().stream()
        .flatMap(snapshot -> Belonging.of(snapshot).stream())
        .filter(Belonging.ToPoint.class::isInstance)
        .map(belonging -> ((Belonging.ToPoint) belonging).point())
        .collect(Collectors.toSet());
  }

  /** The point whose own snapshot this is, or a part of; empty when it is neither. */
  public static Optional<PointId> point(Snapshot snapshot) {
    return Belonging.of(snapshot)
        .flatMap(belonging ->
            belonging instanceof Belonging.ToPoint(PointId point)
                ? Optional.of(point)
                : part(belonging));
  }

  /**
   * All snapshots of a point: its own first, so that it is gone before any part of it is.
   *
   * @return empty when there are none
   */
  public static List<SnapshotId> ofPoint(Map<SnapshotId, Snapshot> snapshots, PointId point) {
    return Stream.concat(own(snapshots, point).stream(), parts(snapshots, point).stream()).toList();
  }

  /** A point's own snapshots: without them it is not there. */
  public static List<SnapshotId> own(Map<SnapshotId, Snapshot> snapshots, PointId point) {
    return with(snapshots, new Belonging.ToPoint(point)::equals);
  }

  /** The snapshots that are parts of a point. */
  public static List<SnapshotId> parts(Map<SnapshotId, Snapshot> snapshots, PointId point) {
    return with(snapshots, belonging -> part(belonging).filter(point::equals).isPresent());
  }

  private static List<SnapshotId> with(
      Map<SnapshotId, Snapshot> snapshots, Predicate<Belonging> which) {
    return snapshots.entrySet().stream()
        .filter(entry -> Belonging.of(entry.getValue()).filter(which).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The point that a snapshot is only a part of. */
  private static Optional<PointId> part(Belonging belonging) {
    return switch (belonging) {
      case Belonging.ToVolume(PointId point, var _) -> Optional.of(point);
      case Belonging.ToOverlay(PointId point, var _) -> Optional.of(point);
      case Belonging.ToPoint _, Belonging.ToLedger _ -> Optional.empty();
    };
  }
}
