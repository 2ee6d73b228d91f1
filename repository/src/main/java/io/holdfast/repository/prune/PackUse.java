package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.util.Comparator;

/** How much of a pack is used; filled while the index is walked through. */
final class PackUse {
  /** What its blobs are, used or not: pieces of files, directories, or both (F13). */
  enum Kind {
    DATA,
    TREE,
    MIXED
  }

  private static final double NEARLY_ALL = 0.9;

  private final PackId id;
  private int usedBlobs;
  private int unusedBlobs;
  private long usedBytes;
  private long unusedBytes;
  private long duplicateBytes;
  private long headerBytes = PackEntry.OVERHEAD + PackHeader.TRAILER_BYTES;
  private boolean data;
  private boolean trees;
  private boolean uncompressed;
  private boolean replaced;
  private int rank;

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
    duplicateBytes += blob.length();
  }

  /** A blob that cannot be read here, and can elsewhere: somebody has mended what was lost. */
  void addReplaced(PackedBlob blob) {
    add(blob, false);
    replaced = true;
  }

  /** Whether something of it was stored anew because it is lost here. */
  boolean isReplaced() {
    return replaced;
  }

  /** Makes this copy the one that is used. */
  void choose(PackedBlob blob) {
    unusedBlobs--;
    unusedBytes -= blob.length();
    usedBlobs++;
    usedBytes += blob.length();
  }

  boolean hasDuplicates() {
    return duplicateBytes > 0;
  }

  /**
   * Packs that are best kept come first: those that will stay anyway, as nearly all of them is used
   * and not only here; then those of which the greatest share can be used; of equal ones the
   * largest, so that packs put together win over those they were made of.
   *
   * <p>To be asked before any copy was chosen.
   */
  static Comparator<PackUse> worthFirst() {
    return Comparator.comparing((PackUse pack) -> !pack.staysAnyway())
        .thenComparingDouble(pack -> -pack.usableShare())
        .thenComparingLong(pack -> -pack.size())
        .thenComparing(PackUse::id);
  }

  private boolean staysAnyway() {
    return usedBlobs > 0 && usableShare() >= NEARLY_ALL;
  }

  private double usableShare() {
    return (double) (usedBytes + duplicateBytes) / (usedBytes + unusedBytes);
  }

  void rank(int place) {
    rank = place;
  }

  int rank() {
    return rank;
  }

  private void note(PackedBlob blob) {
    headerBytes += PackHeader.entryBytes(blob.compressed());
    data |= blob.type() == BlobType.DATA;
    trees |= blob.type() == BlobType.TREE;
    // There is nothing to gain from an empty blob, which is never compressed (F16).
    uncompressed |= !blob.compressed() && blob.length() > PackEntry.OVERHEAD;
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
