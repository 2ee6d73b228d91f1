package io.holdfast.repository.index;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A listing of the store's packs, compared with an index: which of its packs were not shown whole;
 * for one thread.
 */
public final class PackInventory {
  private final BlobIndex index;

  // By the row of the pack's first part.
  private final BitSet shownRows = new BitSet();

  // The bytes of the further parts of packs that were added in several.
  private final Map<PackId, Long> furtherParts = new HashMap<>();

  /**
   * @param index complete before the listing begins: a pack is stored before it is indexed (F38),
   *     so every pack of the index should then be listed
   */
  public PackInventory(BlobIndex index) {
    this.index = index;
    for (int row = 0; row < index.packCount(); row++) {
      PackId pack = index.packIn(row);
      if (index.row(pack) != row) {
        furtherParts.merge(pack, index.blobBytes(row), Long::sum);
      }
    }
  }

  /** A pack was listed, with its size in bytes; one that the index does not know is no matter. */
  public void listed(PackId pack, long size) {
    int row = index.row(pack);
    if (row >= 0 && size >= leastSize(row, pack)) {
      shownRows.set(row);
    }
  }

  private long leastSize(int row, PackId pack) {
    return PackEntry.OVERHEAD
        + PackHeader.TRAILER_BYTES
        + index.blobBytes(row)
        + furtherParts.getOrDefault(pack, 0L);
  }

  /** The packs that were not listed, or as shorter than their blobs are together. */
  public Set<PackId> notShown() {
    Set<PackId> packs = new LinkedHashSet<>();
    int rows = index.packCount();
    for (int row = shownRows.nextClearBit(0); row < rows; row = shownRows.nextClearBit(row + 1)) {
      PackId pack = index.packIn(row);
      // Further parts have rows of their own. A pack that shares 192 bits with another, the work of
      // an attacker, cannot be looked up by its id: nobody can say that it was shown.
      int first = index.row(pack);
      if (first < 0 || !shownRows.get(first)) {
        packs.add(pack);
      }
    }
    return packs;
  }
}
