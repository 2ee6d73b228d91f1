package io.holdfast.host.platform;

import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import java.io.IOException;

/** The restore point that somebody means. */
final class WantedPoint {
  private static final String LATEST = "latest";
  private static final String NEWEST = "newest";

  private WantedPoint() {}

  /**
   * The point's id.
   *
   * @param wanted the id, or {@code newest} for the newest complete one that no restore was about
   *     to overwrite
   */
  static PointId of(Machine machine, Subject subject, String wanted)
      throws PlatformException, IOException {
    if (wanted.equals(LATEST)) { // as restic calls it
      throw new PlatformException(
          Trouble.MISTAKEN,
          "there is no restore point 'latest': 'newest' is what is called so here");
    }
    if (!wanted.equals(NEWEST)) {
      PointId point = Troubles.point(wanted);
      if (!point.application().equals(subject.name())) {
        throw new PlatformException(
            Trouble.NOT_FOUND,
            "%s is a restore point of %s, not of %s: 'holdfast point list %s' shows those that there are"
                .formatted(point, point.application(), subject.name(), subject.name()));
      }
      return point;
    }
    return machine
        .points()
        .newestComplete(subject)
        .map(RestorePoint::id)
        .orElseThrow(() ->
            new PlatformException(
                Trouble.NOT_FOUND,
                "application %s has no complete restore point: 'holdfast point list %s' shows what there is"
                    .formatted(subject.name(), subject.name())));
  }
}
