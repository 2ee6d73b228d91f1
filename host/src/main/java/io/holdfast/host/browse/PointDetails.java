package io.holdfast.host.browse;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.point.Proof;
import io.holdfast.vault.point.StoredPoint;
import java.util.List;

/**
 * Everything that is known of a point.
 *
 * @param point with its manifest, as it is stored
 * @param proof what was proven of it since; as the seal says when the catalog does not know it
 * @param isListed whether the catalog knows it
 * @param holds that were placed on it, without those whose release was asked for
 * @param releasing the names of those
 */
public record PointDetails(
    StoredPoint point, Proof proof, boolean isListed, List<Hold> holds, List<String> releasing) {
  public PointDetails {
    holds = List.copyOf(holds);
    releasing = List.copyOf(releasing);
  }
}
