package io.holdfast.cli.maintain;

import io.holdfast.repository.prune.PruneFigures;
import io.holdfast.repository.prune.PrunePlan;

/**
 * What a prune did, or would do.
 *
 * @param before what the repository held before it
 * @param removed packs that were removed without a need to repack them
 * @param repacked packs whose used blobs were stored in new packs, and that were then removed
 * @param unindexed packs that no index file named, and that were removed
 * @param kept packs that were left as they were
 * @param freedBytes bytes that are gone, less those that were added
 * @param remainingBytes bytes of all blobs afterwards
 * @param remainingUnusedBytes those of them that no snapshot needs
 * @param addedBytes bytes of new packs
 */
record PruneReport(
    PruneFigures before,
    int removed,
    int repacked,
    int unindexed,
    int kept,
    long freedBytes,
    long remainingBytes,
    long remainingUnusedBytes,
    long addedBytes) {
  /** What a plan comes to. */
  static PruneReport of(PrunePlan plan) {
    PruneFigures figures = plan.figures();
    return new PruneReport(
        figures,
        plan.removed().size(),
        plan.repacked().size(),
        plan.unindexed().size(),
        plan.keptCount(),
        figures.goes().bytes() + figures.unindexedBytes(),
        figures.remains().bytes(),
        figures.remainsUnused().bytes(),
        0);
  }
}
