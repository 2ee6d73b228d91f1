package io.holdfast.cli.maintain;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneFigures;
import io.holdfast.repository.prune.PrunePlan;
import java.util.HashSet;
import java.util.Set;

/**
 * What a prune did, or would do.
 *
 * @param before what the repository held before it
 */
record PruneReport(PruneFigures before, Packs packs, Bytes bytes) {
  /**
   * Numbers of packs.
   *
   * @param removed without a need to repack them
   * @param repacked removed after their used blobs were stored in new packs
   * @param unindexed removed, for no index file named them
   * @param kept left as they were
   */
  record Packs(int removed, int repacked, int unindexed, int kept) {}

  /**
   * Bytes as stored.
   *
   * @param freed those that are gone, less those that were added; negative when more were added
   * @param remaining of all blobs afterwards
   * @param unused those of them that no snapshot needs
   * @param added of new packs
   */
  record Bytes(long freed, long remaining, long unused, long added) {}

  /** What a plan comes to. */
  static PruneReport of(PrunePlan plan) {
    PruneFigures figures = plan.figures();
    return new PruneReport(
        figures,
        new Packs(
            plan.removed().size(),
            plan.repacked().size(),
            plan.unindexed().size(),
            plan.keptCount()),
        new Bytes(
            figures.freedBytes(), figures.remains().bytes(), figures.remainsUnused().bytes(), 0));
  }

  /**
   * What was done, which may be less than what was planned first: others may use packs meanwhile.
   *
   * @param first the plan that was made first
   * @param done the one that was carried out, to which what was repacked before is only unused
   * @param before what the repack between them stored
   */
  static PruneReport of(
      PrunePlan first, PrunePlan done, Prune.Repacked before, Prune.Report report) {
    long added = before.bytes() + report.addedBytes();
    Set<PackId> again = new HashSet<>(first.repacked());
    again.addAll(done.repacked());
    Set<PackId> gone = new HashSet<>(done.removed());
    gone.addAll(done.repacked());
    long stored = before.packs().stream().filter(pack -> !gone.contains(pack)).count();
    int repacked = (int) gone.stream().filter(again::contains).count();
    return new PruneReport(
        first.figures(),
        new Packs(
            gone.size() - repacked,
            repacked,
            done.unindexed().size(),
            done.keptCount() - (int) stored),
        new Bytes(
            report.removedBytes() - added,
            done.figures().remains().bytes(),
            done.figures().remainsUnused().bytes(),
            added));
  }
}
