package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.util.Comparator;

/** How much of a pack is used; filled while the index is walked through. */
final class PackUse {
  /** What of the pack is used, and what it costs to give the rest back. */
  enum Kind {
    DATA,
    TREE,
    MIXED
  }

  private final PackId id;
  private int usedBlobs;
  private int unusedBlobs;
  private int duplicateBlobs;
  private long usedBytes;
  private long unusedBytes;
  private long headerBytes = PackEntry.OVERHEAD + PackHeader.TRAILER_BYTES;
  private boolean data;
  private boolean trees;
  private boolean uncompressed;

  PackUse(PackId id) {
    this.id = id;
  }

  /** A blob of which this is the only copy, or none at all is used. */
  void add(PackedBlob blob, boolean used) {
    note(blob);
    if (used) {
      usedBlobs++;
      usedBytes += blob.length();
    } else {
      unusedBlobs++;
      unusedBytes += blob.length();
    }
  }

  /** A blob that is used and has other copies; unused, until {@link #choose} says otherwise. */
  void addDuplicate(PackedBlob blob) {
    add(blob, false);
    duplicateBlobs++;
  }

  /** Makes this copy the one that is used. */
  void choose(PackedBlob blob) {
    unusedBlobs--;
    unusedBytes -= blob.length();
    usedBlobs++;
    usedBytes += blob.length();
  }

  /**
   * Whether copies here are better used than those elsewhere: the pack stays anyway, or it holds
   * nothing but copies, as the new packs of an interrupted repack do.
   */
  boolean attractsCopies() {
    return usedBlobs > 0 || duplicateBlobs == unusedBlobs;
  }

  private void note(PackedBlob blob) {
    boolean compressed = blob.uncompressedLength() != 0;
    headerBytes += PackHeader.entryBytes(compressed);
    data |= blob.type() == BlobType.DATA;
    trees |= blob.type() == BlobType.TREE;
    // There is nothing to gain from an empty blob, which is never compressed (F16).
    uncompressed |= !compressed && blob.length() > PackEntry.OVERHEAD;
  }

  PackId id() {
    return id;
  }

  int usedBlobs() {
    return usedBlobs;
  }

  int unusedBlobs() {
    return unusedBlobs;
  }

  long unusedBytes() {
    return unusedBytes;
  }

  /** The bytes of the whole pack. */
  long size() {
    return usedBytes + unusedBytes + headerBytes;
  }

  Kind kind() {
    if (data && trees) {
      return Kind.MIXED;
    }
    return trees ? Kind.TREE : Kind.DATA;
  }

  boolean uncompressed() {
    return uncompressed;
  }

  /** Packs with the greatest share of unused bytes come first. */
  static Comparator<PackUse> byUnusedShare() {
    return Comparator.comparingDouble(pack -> -(double) pack.unusedBytes / pack.size());
  }
}
