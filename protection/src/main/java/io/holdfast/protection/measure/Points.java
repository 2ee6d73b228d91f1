package io.holdfast.protection.measure;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The restore points of an application, by their state.
 *
 * @param securing those that have what a restore was about to overwrite: nobody wanted that, so
 *     they are no evidence of a backup, whether they are complete or not
 * @param missing those that the repository does not have any more, whatever else they were
 */
public record Points(Several complete, Several incomplete, Several securing, Several missing) {
  /** None so far. */
  public static final Points NONE =
      new Points(Several.NONE, Several.NONE, Several.NONE, Several.NONE);

  /** What a point that is there is. */
  public enum State {
    COMPLETE,
    INCOMPLETE,
    SECURING;

    /** What this one is. */
    public static State of(RestorePoint point) {
      if (point.secures() != null) {
        return SECURING;
      }
      return point.isComplete() ? COMPLETE : INCOMPLETE;
    }
  }

  /**
   * Points of one state.
   *
   * @param newest absent when there is none
   */
  public record Several(long count, @Nullable Newest newest) {
    public static final Several NONE = new Several(0, null);

    public Several {
      if (count < 0 || count > 0 != (newest != null)) {
        throw new IllegalArgumentException(
            "%d points and a newest of %s do not fit together".formatted(count, newest));
      }
    }

    private static Several of(List<RestorePoint> points, Instant now) {
      Comparator<RestorePoint> byCut = Comparator.comparing(point -> point.cut().start());
      return points.stream()
          .filter(point -> !point.cut().start().isAfter(now))
          .max(byCut)
          .or(() -> points.stream().max(byCut))
          .map(newest -> new Several(points.size(), Newest.of(newest)))
          .orElse(NONE);
    }
  }

  /**
   * The newest point of a state.
   *
   * @param begun when its run began, which knows what was declared by then; in whole seconds
   * @param cut the cut's start: what was committed later may be lost
   * @param bytes of all files in it
   */
  public record Newest(Instant begun, Instant cut, long bytes) {
    /** What a point comes to when it is the newest. */
    public static Newest of(RestorePoint point) {
      return new Newest(point.id().start(), point.cut().start(), point.size().bytes());
    }
  }

  /**
   * What these points, in any order, come to.
   *
   * @param missing which of them the repository does not have any more
   * @param now of those that a wrong clock put after it none is the newest, while there are others
   */
  public static Points of(List<RestorePoint> points, Predicate<PointId> missing, Instant now) {
    Map<Boolean, List<RestorePoint>> gone =
        points.stream().collect(Collectors.partitioningBy(point -> missing.test(point.id())));
    Map<State, List<RestorePoint>> there =
        gone.getOrDefault(false, List.of()).stream().collect(Collectors.groupingBy(State::of));
    return new Points(
        Several.of(there.getOrDefault(State.COMPLETE, List.of()), now),
        Several.of(there.getOrDefault(State.INCOMPLETE, List.of()), now),
        Several.of(there.getOrDefault(State.SECURING, List.of()), now),
        Several.of(gone.getOrDefault(true, List.of()), now));
  }
}
