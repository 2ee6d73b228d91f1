package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares packs that come once more with what the index has of them, as far as it remembers ids.
 * Not thread-safe.
 *
 * <p>Most come with the same blobs; those of one that did not are kept here from then on, as they
 * lie in several rows.
 */
final class KnownPacks {
  private final BlobEntries entries;
  private final PackTable packs;

  // All blobs, with cut ids, of the packs that came more than once with different blobs.
  private final Map<PackId, Set<PackEntry>> uneven = new HashMap<>();

  KnownPacks(BlobEntries entries, PackTable packs) {
    this.entries = entries;
    this.packs = packs;
  }

  /** Those of the blobs that the index does not have of this pack; they count as known then. */
  List<PackEntry> missing(PackId id, int row, PackBlobs blobs) {
    if (!uneven.containsKey(id) && isRow(row, blobs)) {
      return List.of();
    }
    Set<PackEntry> known = uneven.computeIfAbsent(id, _ -> cutEntries(row));
    List<PackEntry> missing = new ArrayList<>();
    for (PackEntry blob : blobs.entries()) {
      if (known.add(cut(blob))) {
        missing.add(blob);
      }
    }
    return missing;
  }

  private boolean isRow(int row, PackBlobs blobs) {
    int start = packs.start(row);
    if (packs.start(row + 1) - start != blobs.size()) {
      return false;
    }
    for (int i = 0; i < blobs.size(); i++) {
      if (!cut(blobs.entry(i)).equals(cutEntry(row, start + i))) {
        return false;
      }
    }
    return true;
  }

  // A tree, not a hash set: ids are an attacker's choice, and record hashes are not keyed.
  private Set<PackEntry> cutEntries(int row) {
    Set<PackEntry> known =
        new TreeSet<>(
            Comparator.comparingLong(PackEntry::offset)
                .thenComparing(PackEntry::id)
                .thenComparing(PackEntry::type)
                .thenComparingInt(PackEntry::length)
                .thenComparingInt(PackEntry::uncompressedLength));
    for (int ordinal = packs.start(row); ordinal < packs.start(row + 1); ordinal++) {
      known.add(cutEntry(row, ordinal));
    }
    return known;
  }

  private PackEntry cutEntry(int row, int ordinal) {
    Sha256 id =
        new Sha256(
            entries.word(ordinal, 0),
            entries.word(ordinal, 1),
            BlobEntries.typed(entries.word(ordinal, 2), false),
            0);
    return packs.entry(row, ordinal, new BlobId(id));
  }

  private static PackEntry cut(PackEntry blob) {
    Sha256 id = blob.id().hash();
    Sha256 cut = new Sha256(id.w0(), id.w1(), BlobEntries.typed(id.w2(), false), 0);
    return new PackEntry(
        blob.type(), new BlobId(cut), blob.offset(), blob.length(), blob.uncompressedLength());
  }
}
