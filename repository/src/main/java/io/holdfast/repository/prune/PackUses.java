package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much of each pack of an index is used, when of each used blob one copy is.
 *
 * <p>Which copy: one in a pack that has other used blobs, or has nothing but copies; else the last.
 */
final class PackUses {
  private final BlobIndex index;
  private final BitSet used;
  private final Map<PackId, PackUse> packs = new LinkedHashMap<>();
  private final Set<PackId> split = new HashSet<>();
  private PruneFigures.Amount usedAmount = PruneFigures.Amount.NONE;
  private PruneFigures.Amount duplicates = PruneFigures.Amount.NONE;
  private PruneFigures.Amount unused = PruneFigures.Amount.NONE;

  // By a first copy's ordinal, how many copies have not been looked at by choose().
  private final Map<Integer, Integer> copiesLeft = new HashMap<>();

  PackUses(BlobIndex index, BitSet used) {
    this.index = index;
    this.used = used;
    if (index.hasCopies()) {
      index.forEachPack((_, blobs) -> blobs.forEach(this::count));
    }
    index.forEachPack((id, blobs) -> {
      PackUse pack = packs.computeIfAbsent(id, PackUse::new);
      if (pack.usedBlobs() + pack.unusedBlobs() > 0) {
        split.add(id);
      }
      blobs.forEach(blob -> add(pack, blob));
    });
    if (!copiesLeft.isEmpty()) {
      index.forEachPack((id, blobs) -> blobs.forEach(blob -> choose(id, blob)));
    }
  }

  private void count(PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    if (first != blob.ordinal() && used.get(first)) {
      copiesLeft.merge(first, 2, (known, _) -> known + 1);
    }
  }

  private void add(PackUse pack, PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    if (copiesLeft.containsKey(first)) {
      pack.addDuplicate(blob);
      duplicates = duplicates.plus(1, blob.length());
    } else if (used.get(first)) {
      pack.add(blob, true);
      usedAmount = usedAmount.plus(1, blob.length());
    } else {
      pack.add(blob, false);
      unused = unused.plus(1, blob.length());
    }
  }

  private void choose(PackId id, PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    Integer left = copiesLeft.get(first);
    if (left == null || left == 0) {
      return;
    }
    PackUse pack = packs.get(id);
    if (pack != null && (left == 1 || pack.attractsCopies())) {
      pack.choose(blob);
      usedAmount = usedAmount.plus(1, blob.length());
      duplicates = duplicates.plus(-1, -blob.length());
      copiesLeft.put(first, 0);
    } else {
      copiesLeft.put(first, left - 1);
    }
  }

  Collection<PackUse> packs() {
    return packs.values();
  }

  boolean isIndexed(PackId id) {
    return packs.containsKey(id);
  }

  /** Packs of which the index files know in parts; all of a pack should stand in one (F19). */
  Set<PackId> split() {
    return split;
  }

  PruneFigures.Amount used() {
    return usedAmount;
  }

  PruneFigures.Amount duplicates() {
    return duplicates;
  }

  PruneFigures.Amount unused() {
    return unused;
  }
}
