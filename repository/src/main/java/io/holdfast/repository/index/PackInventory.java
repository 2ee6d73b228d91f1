package io.holdfast.repository.index;

import io.holdfast.repository.id.PackId;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A listing of the store's packs, compared with an index: which of its packs were not shown whole;
 * for one thread.
 */
public final class PackInventory {
  private final BlobIndex index;
  private final BitSet shownRows = new BitSet();

  /**
   * @param index complete before the listing begins: a pack is stored before it is indexed (F38),
   *     so every pack of the index should then be listed
   */
  public PackInventory(BlobIndex index) {
    this.index = index;
  }

  /** A pack was listed, with its size in bytes; one that the index does not know is no matter. */
  public void listed(PackId pack, long size) {
    int row = index.row(pack);
    if (row >= 0 && size >= index.leastSize(row)) {
      shownRows.set(row);
    }
  }

  /** The packs that were not listed, or as shorter than their blobs are together. */
  public Set<PackId> notShown() {
    Set<PackId> packs = new LinkedHashSet<>();
    int rows = index.packCount();
    for (int row = shownRows.nextClearBit(0); row < rows; row = shownRows.nextClearBit(row + 1)) {
      PackId pack = index.packIn(row);
      // Further parts of a split pack have rows of their own.
      if (!shownRows.get(index.row(pack))) {
        packs.add(pack);
      }
    }
    return packs;
  }
}
