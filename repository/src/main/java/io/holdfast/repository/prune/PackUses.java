package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of each pack of an index is used, when of each used blob one copy is.
 *
 * <p>Which copy: the one in the pack that is most worth keeping ({@link PackUse#worthFirst}). So
 * the new packs of a repack are used, and the old ones are not, whoever did it and however far it
 * got. A copy that is known to be lost is not the one, as long as there is another.
 */
final class PackUses {
  private final BlobIndex index;
  private final BitSet used;
  private final BitSet lost;
  private final Map<PackId, PackUse> packs = new LinkedHashMap<>();
  private final Set<PackId> split = new HashSet<>();
  private PruneFigures.Amount usedAmount = PruneFigures.Amount.NONE;
  private PruneFigures.Amount duplicates = PruneFigures.Amount.NONE;
  private PruneFigures.Amount unused = PruneFigures.Amount.NONE;

  // The first ordinals of used blobs with several copies of which one at least is not lost.
  private final Set<Integer> sound = new HashSet<>();

  // Of used blobs with several copies, by the first one's ordinal: the copy that is best used.
  private final Map<Integer, Copy> copies = new HashMap<>();

  private record Copy(PackUse pack, PackedBlob blob) {}

  /**
   * @param used ordinals of first copies
   * @param lost ordinals of copies that cannot be read
   */
  PackUses(BlobIndex index, BitSet used, BitSet lost) {
    this.index = index;
    this.used = used;
    this.lost = lost;
    Set<Integer> repeated = new HashSet<>();
    if (index.hasCopies()) {
      index.forEachPack((_, blobs) -> blobs.forEach(blob -> note(repeated, blob)));
    }
    if (!lost.isEmpty()) {
      index.forEachPack((_, blobs) -> blobs.forEach(blob -> noteSound(repeated, blob)));
    }
    index.forEachPack((id, blobs) -> add(repeated, id, blobs));
    if (!repeated.isEmpty()) {
      rank();
      index.forEachPack((id, blobs) -> compare(repeated, id, blobs));
      copies.values().forEach(this::choose);
    }
  }

  private void note(Set<Integer> repeated, PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    if (first != blob.ordinal() && used.get(first)) {
      repeated.add(first);
    }
  }

  private void noteSound(Set<Integer> repeated, PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    if (!lost.get(blob.ordinal()) && repeated.contains(first)) {
      sound.add(first);
    }
  }

  /** Whether a copy cannot be read and another one of its blob can. */
  private boolean isReplaced(PackedBlob blob) {
    return lost.get(blob.ordinal()) && sound.contains(index.firstCopy(blob.ordinal()));
  }

  private void add(Set<Integer> repeated, PackId id, List<PackedBlob> blobs) {
    PackUse pack = packs.computeIfAbsent(id, PackUse::new);
    if (pack.usedBlobs() + pack.unusedBlobs() > 0) {
      split.add(id);
    }
    for (PackedBlob blob : blobs) {
      int first = index.firstCopy(blob.ordinal());
      if (isReplaced(blob)) {
        pack.addReplaced(blob);
        unused = unused.plus(1, blob.length());
      } else if (repeated.contains(first)) {
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
  }

  private void rank() {
    int rank = 0;
    for (PackUse pack : packs.values().stream().sorted(PackUse.worthFirst()).toList()) {
      pack.rank(rank++);
    }
  }

  private void compare(Set<Integer> repeated, PackId id, List<PackedBlob> blobs) {
    PackUse pack = packs.get(id);
    if (pack == null || !pack.hasDuplicates()) {
      return;
    }
    for (PackedBlob blob : blobs) {
      int first = index.firstCopy(blob.ordinal());
      if (repeated.contains(first) && !isReplaced(blob)) {
        copies.merge(
            first,
            new Copy(pack, blob),
            (known, other) -> other.pack.rank() < known.pack.rank() ? other : known);
      }
    }
  }

  private void choose(Copy copy) {
    copy.pack.choose(copy.blob);
    usedAmount = usedAmount.plus(1, copy.blob.length());
    duplicates = duplicates.plus(-1, -copy.blob.length());
  }

  /** The chosen copies of used blobs with several, by pack and offset; not those known as lost. */
  Map<PackId, List<PackedBlob>> chosenCopies() {
    Map<PackId, List<PackedBlob>> chosen = new TreeMap<>();
    for (Copy copy : copies.values()) {
      if (!lost.get(copy.blob.ordinal())) {
        chosen.computeIfAbsent(copy.pack.id(), _ -> new ArrayList<>()).add(copy.blob);
      }
    }
    chosen.values().forEach(blobs -> blobs.sort(Comparator.comparingLong(PackedBlob::offset)));
    return chosen;
  }

  /** How many used blobs with several copies have none that can be read. */
  long unreadable() {
    return copies.values().stream().filter(copy -> lost.get(copy.blob.ordinal())).count();
  }

  /** Whether this copy of a blob is the one that is used. */
  boolean isUsed(PackedBlob blob) {
    int first = index.firstCopy(blob.ordinal());
    Copy chosen = copies.get(first);
    return chosen == null ? used.get(first) : chosen.blob.ordinal() == blob.ordinal();
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
