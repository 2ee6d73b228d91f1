package io.holdfast.host.browse;

import io.holdfast.catalog.PointRows;
import io.holdfast.host.measure.Watch;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.Newest;
import io.holdfast.protection.point.RestorePoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which points an application has, as the catalog and the last look at its repository tell. */
public final class ListedPoints {
  private final PointRows rows;
  private final Watch watch;
  private final InstantSource clock;

  public ListedPoints(PointRows rows, Watch watch, InstantSource clock) {
    this.rows = rows;
    this.watch = watch;
    this.clock = clock;
  }

  /** All that are listed, the newest first. */
  public List<RestorePoint> all(Subject subject) throws IOException {
    return rows.of(subject.repositoryName(), subject.name());
  }

  /** Of these and those of other applications, what was not there any more at the last look. */
  public Set<PointId> missing(Subject subject) {
    return watch.missing(subject.repositoryName());
  }

  /** The newest complete one that is not missing and secures no restore: what is wanted back. */
  public Optional<RestorePoint> newestComplete(Subject subject) throws IOException {
    return Newest.wanted(there(subject), clock.instant());
  }

  private List<RestorePoint> there(Subject subject) throws IOException {
    Set<PointId> missing = missing(subject);
    return all(subject).stream().filter(point -> !missing.contains(point.id())).toList();
  }
}
