package io.holdfast.protection.point;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of an application's points is the newest. */
public final class Newest {
  private Newest() {}

  /**
   * The newest complete one; one of the future only while there is no other.
   *
   * @param newestFirst all points of the application
   */
  public static Optional<RestorePoint> complete(List<RestorePoint> newestFirst, Instant now) {
    return first(newestFirst, point -> !point.cut().start().isAfter(now))
        .or(() -> first(newestFirst, _ -> true));
  }

  /**
   * The one that somebody wants back who asks for the newest: not what an earlier restore was about
   * to overwrite, for that was not wanted, and is not all of it. Such a point is had by its id.
   *
   * @param newestFirst all points of the application
   */
  public static Optional<RestorePoint> wanted(List<RestorePoint> newestFirst, Instant now) {
    return complete(newestFirst.stream().filter(point -> point.secures() == null).toList(), now);
  }

  private static Optional<RestorePoint> first(
      List<RestorePoint> newestFirst, Predicate<RestorePoint> which) {
    return newestFirst.stream().filter(RestorePoint::isComplete).filter(which).findFirst();
  }
}
