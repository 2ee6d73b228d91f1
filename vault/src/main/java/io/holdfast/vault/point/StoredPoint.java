package io.holdfast.vault.point;

import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;

/**
 * A restore point as it was found.
 *
 * @param snapshot the point's own
 * @param tree the root of that
 */
public record StoredPoint(SnapshotId snapshot, BlobId tree, Manifest manifest) {
  /** The view of it. */
  public RestorePoint view() {
    return RestorePoint.of(manifest, new ContentId(snapshot.hex()));
  }
}
