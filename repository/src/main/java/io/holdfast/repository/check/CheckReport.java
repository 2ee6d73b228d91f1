package io.holdfast.repository.check;

import io.holdfast.repository.id.SnapshotId;
import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param findings the damage found first, with what it reaches
 * @param damageCount how much damage there is; more than there are findings when there is a lot
 * @param snapshots the snapshots that cannot be restored whole
 * @param remarks some of what is worth knowing besides
 * @param remarkCount how many remarks there are
 * @param checked how much was looked at
 */
public record CheckReport(
    List<Finding> findings,
    long damageCount,
    List<AffectedSnapshot> snapshots,
    List<Remark> remarks,
    long remarkCount,
    Checked checked) {
  public CheckReport {
    findings = List.copyOf(findings);
    snapshots = List.copyOf(snapshots);
    remarks = List.copyOf(remarks);
  }

  /** Whether there is no damage. */
  public boolean isSound() {
    return damageCount == 0;
  }

  /** Damage and what it reaches. */
  public record Finding(Damage damage, Reach reach) {}

  /**
   * A snapshot that cannot be restored whole.
   *
   * @param time when it was made; the epoch when it cannot be read
   * @param paths how many files and directories in it cannot be read, those below an unreadable
   *     directory not counted
   */
  public record AffectedSnapshot(SnapshotId id, Instant time, long paths) {}

  /**
   * How much was looked at.
   *
   * @param packs that the index names
   * @param blobs that the index names, each copy counted
   * @param trees that the snapshots need
   * @param packsRead packs whose bytes were read
   * @param bytesRead the bytes of those
   */
  public record Checked(
      int snapshots,
      int indexFiles,
      int packs,
      long blobs,
      long trees,
      int packsRead,
      long bytesRead) {}
}
