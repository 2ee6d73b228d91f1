package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.prune.PruneFigures.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Decides what becomes of each pack, by restic's rules. */
final class PrunePlanner {
  /** Fewer small packs are not worth the trouble, and would be repacked again and again. */
  private static final int FEWEST_SMALL = 10;

  private final PruneRequest request;
  private final PackUses uses;
  private final Map<PackId, Long> listed;

  private final List<PackId> unindexed = new ArrayList<>();
  private final List<PackId> removed = new ArrayList<>();
  private final List<PackId> repacked = new ArrayList<>();
  private final List<PackId> vanished = new ArrayList<>();
  private int kept;
  private Amount removedAmount = Amount.NONE;
  private Amount repackedAmount = Amount.NONE;
  private Amount repackedAway = Amount.NONE;
  private long repackedBytes;
  private long vanishedBytes;

  PrunePlanner(PruneRequest request, PackUses uses, Map<PackId, Long> listed) {
    this.request = request;
    this.uses = uses;
    this.listed = listed;
  }

  PrunePlan plan() {
    List<PackUse> candidates = new ArrayList<>();
    List<PackUse> small = new ArrayList<>();
    for (PackUse pack : uses.packs()) {
      if (pack.usedBlobs() == 0) {
        if (listed.containsKey(pack.id())) {
          removed.add(pack.id());
        } else {
          vanished.add(pack.id());
          vanishedBytes += pack.unusedBytes();
        }
        removedAmount = removedAmount.plus(pack.unusedBlobs(), pack.unusedBytes());
      } else if (request.cacheableOnly() && pack.kind() == PackUse.Kind.DATA) {
        kept++;
      } else if (isWholeAndSound(pack)) {
        if (isSmall(pack)) {
          small.add(pack);
        } else {
          kept++;
        }
      } else {
        candidates.add(pack);
      }
    }
    if (small.size() < FEWEST_SMALL) {
      kept += small.size();
    } else {
      candidates.addAll(small);
    }
    choose(candidates);
    long unindexedBytes = 0;
    for (Map.Entry<PackId, Long> pack : listed.entrySet()) {
      if (!uses.isIndexed(pack.getKey())) {
        unindexed.add(pack.getKey());
        unindexedBytes += pack.getValue();
      }
    }
    return new PrunePlan(
        sorted(unindexed),
        sorted(removed),
        sorted(repacked),
        sorted(vanished),
        kept,
        figures(unindexedBytes));
  }

  private boolean isWholeAndSound(PackUse pack) {
    return pack.unusedBlobs() == 0 && pack.kind() != PackUse.Kind.MIXED && !mustCompress(pack);
  }

  private boolean mustCompress(PackUse pack) {
    return pack.uncompressed() && (request.uncompressed() || pack.kind() == PackUse.Kind.TREE);
  }

  private boolean isSmall(PackUse pack) {
    return pack.size() < request.smallPack();
  }

  private void choose(List<PackUse> candidates) {
    candidates.sort(
        Comparator.comparing((PackUse pack) -> pack.kind() == PackUse.Kind.DATA)
            .thenComparing(pack -> !isSmall(pack))
            .thenComparing(PackUse.byUnusedShare()));
    long allowed = request.maxUnused().bytes(uses.used().bytes());
    for (PackUse pack : candidates) {
      long unused =
          uses.duplicates().bytes()
              + uses.unused().bytes()
              - removedAmount.bytes()
              - repackedAway.bytes();
      boolean worthIt =
          pack.kind() != PackUse.Kind.DATA
              || mustCompress(pack)
              || unused >= allowed
              || isSmall(pack);
      if (worthIt && repackedBytes + pack.size() < request.maxRepackBytes()) {
        repack(pack);
      } else {
        kept++;
      }
    }
  }

  private void repack(PackUse pack) {
    repacked.add(pack.id());
    repackedBytes += pack.size();
    repackedAmount = repackedAmount.plus(pack.usedBlobs() + pack.unusedBlobs(), pack.size());
    repackedAway = repackedAway.plus(pack.unusedBlobs(), pack.unusedBytes());
  }

  private PruneFigures figures(long unindexedBytes) {
    return new PruneFigures(
        uses.used(),
        uses.duplicates(),
        uses.unused(),
        removedAmount,
        repackedAmount,
        repackedAway,
        new PruneFigures.OneSided(vanishedBytes, unindexedBytes));
  }

  private static List<PackId> sorted(List<PackId> packs) {
    return packs.stream().sorted().toList();
  }
}
