package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The index in memory: where every blob is stored, in at most 40 bytes per blob at 16 blobs per
 * pack. Any number of threads look up, without a lock, while others add.
 *
 * <p>A blob is known by its type and the first 191 bits of its id. That two blobs by chance share
 * them has a likelihood of 2^-131 at a billion blobs; to make a blob that shares them with somebody
 * else's takes about 2^160 hashes, and two of one's own 2^95, which harms their maker alone: his
 * second blob is not stored. Nor would it go unnoticed: every blob that is loaded is compared with
 * its whole id.
 *
 * <p>A blob that stands in several packs, as two writers at once produce it, has an ordinal for
 * each. Nothing is ever removed, packs that turn out to be lost are {@link #withdraw withdrawn};
 * after a prune, an index is loaded anew.
 */
public final class BlobIndex {
  private final BlobEntries entries = new BlobEntries();
  private final PackTable packs = new PackTable(entries);
  private final KnownPacks knownPacks = new KnownPacks(entries, packs);
  private final HashSlots blobSlots;
  private final HashSlots packSlots;

  private final FurtherCopies copies = new FurtherCopies();

  // Replaced as a whole, so that lookups need no lock.
  private volatile BitSet withdrawnRows = new BitSet();

  /** What adding a pack came to. */
  public enum Added {
    /** The pack was not known. */
    NEW,
    /** The pack and all these blobs were known: nothing was added. */
    REPEATED,
    /** The pack was known, without some of these blobs; those were added. It is damage (F19). */
    SPLIT
  }

  /** Takes the blobs of a pack when it walks through the index. */
  @FunctionalInterface
  public interface Walk {
    void pack(PackId id, List<PackedBlob> blobs);
  }

  /** An empty index. */
  public BlobIndex() {
    this(new SecureRandom().nextLong());
  }

  BlobIndex(long seed) {
    blobSlots = new HashSlots(entries, seed);
    packSlots = new HashSlots(packs, seed);
  }

  /** Adds a stored pack with all its blobs, at least one. */
  public Added add(IndexedPack pack) {
    return add(pack.id(), PackBlobs.of(pack.blobs()));
  }

  /** Adds a stored pack with all its blobs, at least one; keeps nothing of {@code blobs}. */
  public synchronized Added add(PackId id, PackBlobs blobs) {
    int row = row(id);
    // A pack that shares 192 bits with another is the work of an attacker; it costs him a row.
    if (row < 0) {
      append(id, blobs);
      return Added.NEW;
    }
    List<PackEntry> missing = knownPacks.missing(id, row, blobs);
    if (missing.isEmpty()) {
      return Added.REPEATED;
    }
    append(id, PackBlobs.of(missing));
    return Added.SPLIT;
  }

  private void append(PackId id, PackBlobs blobs) {
    int first = entries.size();
    for (int i = 0; i < blobs.size(); i++) {
      entries.append(
          blobs.idWord(i, 0),
          blobs.idWord(i, 1),
          typedWord(blobs, i),
          blobs.length(i),
          blobs.uncompressedLength(i));
    }
    int row = packs.append(id, blobs);
    Sha256 hash = id.hash();
    packSlots.findOrAdd(hash.w0(), hash.w1(), hash.w2(), row);
    // Last, because from here on readers find the blobs.
    for (int i = 0; i < blobs.size(); i++) {
      int ordinal = first + i;
      int known =
          blobSlots.findOrAdd(blobs.idWord(i, 0), blobs.idWord(i, 1), typedWord(blobs, i), ordinal);
      if (known >= 0) {
        copies.link(known, ordinal);
      }
    }
  }

  private static long typedWord(PackBlobs blobs, int i) {
    return BlobEntries.typed(blobs.idWord(i, 2), blobs.type(i) == BlobType.TREE);
  }

  /**
   * Has the blobs of these packs looked up as if they had never been added, until they are added in
   * other packs. For the lost packs of a store that is about to get their blobs anew.
   *
   * <p>Lookups of blobs pass them over; counts, {@link #firstCopy}, {@link #packOf} and walks,
   * which go by number, do not.
   */
  public synchronized void withdraw(Collection<PackId> lost) {
    BitSet rows = (BitSet) withdrawnRows.clone();
    for (int row = 0; row < packs.size(); row++) {
      if (lost.contains(packs.id(row))) {
        rows.set(row);
      }
    }
    withdrawnRows = rows;
  }

  private int first(BlobType type, BlobId id) {
    Sha256 hash = id.hash();
    return standing(
        blobSlots.find(hash.w0(), hash.w1(), BlobEntries.typed(hash.w2(), type == BlobType.TREE)));
  }

  /**
   * The copy with this ordinal, or the next one whose pack was not withdrawn; -1 after the last.
   */
  private int standing(int ordinal) {
    BitSet withdrawn = withdrawnRows;
    int copy = ordinal;
    while (copy >= 0 && !withdrawn.isEmpty() && withdrawn.get(packs.rowOf(copy))) {
      copy = copies.after(copy);
    }
    return copy;
  }

  private Location location(int ordinal, BlobId id) {
    int row = packs.rowOf(ordinal);
    return new Location(packs.id(row), packs.entry(row, ordinal, id));
  }

  /** Whether the blob is stored. */
  public boolean contains(BlobType type, BlobId id) {
    return first(type, id) >= 0;
  }

  /** Where the blob was stored first. */
  public Optional<Location> find(BlobType type, BlobId id) {
    int ordinal = first(type, id);
    return ordinal < 0 ? Optional.empty() : Optional.of(location(ordinal, id));
  }

  /** Every place where the blob is stored, the first one first; empty when it is not. */
  public List<Location> findAll(BlobType type, BlobId id) {
    return ordinals(type, id).mapToObj(ordinal -> location(ordinal, id)).toList();
  }

  /** Like {@link #findAll(BlobType, BlobId)}, up to {@code most} places. */
  public List<Location> findAll(BlobType type, BlobId id, int most) {
    return ordinals(type, id).limit(most).mapToObj(ordinal -> location(ordinal, id)).toList();
  }

  /** The length of the blob's plaintext. */
  public OptionalInt plainLength(BlobType type, BlobId id) {
    int ordinal = first(type, id);
    if (ordinal < 0) {
      return OptionalInt.empty();
    }
    int uncompressed = entries.uncompressedLength(ordinal);
    return OptionalInt.of(
        uncompressed != 0 ? uncompressed : entries.length(ordinal) - PackEntry.OVERHEAD);
  }

  /** The number of the blob's first copy that is not withdrawn, below {@link #blobCount}. */
  public OptionalInt ordinal(BlobType type, BlobId id) {
    int ordinal = first(type, id);
    return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /** The numbers of all the blob's copies, the first one first. */
  public IntStream ordinals(BlobType type, BlobId id) {
    int first = first(type, id);
    if (first < 0) {
      return IntStream.empty();
    }
    return IntStream.iterate(
        first, ordinal -> ordinal >= 0, ordinal -> standing(copies.after(ordinal)));
  }

  /** The number of the first copy of the blob that has this number; most often itself. */
  public int firstCopy(int ordinal) {
    Objects.checkIndex(ordinal, blobCount());
    return copies.isEmpty()
        ? ordinal
        : blobSlots.find(
            entries.word(ordinal, 0), entries.word(ordinal, 1), entries.word(ordinal, 2));
  }

  /** Whether some blob is stored more than once. */
  public boolean hasCopies() {
    return !copies.isEmpty();
  }

  /** The pack of the blob with this ordinal. */
  public PackId packOf(int ordinal) {
    return packs.id(packs.rowOf(Objects.checkIndex(ordinal, blobCount())));
  }

  /** Whether the pack is known. */
  public boolean contains(PackId id) {
    return row(id) >= 0;
  }

  /** The row in which a pack was added first; -1 when it is not known. */
  int row(PackId id) {
    Sha256 hash = id.hash();
    int row = packSlots.find(hash.w0(), hash.w1(), hash.w2());
    return row >= 0 && packs.id(row).equals(id) ? row : -1;
  }

  PackId packIn(int row) {
    return packs.id(row);
  }

  /** The bytes that the blobs in this row take in their pack, with their part of its header. */
  long blobBytes(int row) {
    long size = 0;
    for (int ordinal = packs.start(row); ordinal < packs.start(row + 1); ordinal++) {
      boolean compressed = entries.uncompressedLength(ordinal) != 0;
      size += entries.length(ordinal) + PackHeader.entryBytes(compressed);
    }
    return size;
  }

  /**
   * Walks through the packs in the order in which they were added, up to what is there now; blobs
   * come by offset, ordinals count up without a gap. A split pack comes in several parts.
   */
  public void forEachPack(Walk walk) {
    int rows = packs.size();
    for (int row = 0; row < rows; row++) {
      walk.pack(packs.id(row), blobs(row));
    }
  }

  private List<PackedBlob> blobs(int row) {
    int start = packs.start(row);
    int end = packs.start(row + 1);
    boolean gapless = packs.isGapless(row);
    List<PackedBlob> blobs = new ArrayList<>(end - start);
    long offset = 0;
    for (int ordinal = start; ordinal < end; ordinal++) {
      int length = entries.length(ordinal);
      long at = gapless ? offset : packs.offset(row, ordinal);
      blobs.add(
          new PackedBlob(
              ordinal, entries.type(ordinal), at, length, entries.uncompressedLength(ordinal)));
      offset = at + length;
    }
    return blobs;
  }

  /** How many blobs there are, each copy counted. */
  public int blobCount() {
    int rows = packs.size();
    return packs.start(rows);
  }

  /** How many of the blobs are further copies of others. */
  public int copyCount() {
    return copies.size();
  }

  /** The packs in the order in which they were added, without the first {@code count} of them. */
  public List<PackId> packsFrom(int count) {
    return IntStream.range(count, packs.size()).mapToObj(packs::id).toList();
  }

  /** How many packs there are; each part of a split pack counts. */
  public int packCount() {
    return packs.size();
  }

  /**
   * The bytes of memory the index has allocated: its arrays exactly; further copies of blobs, blobs
   * above 16 MiB, and long or gapped packs, which stand in maps, by estimate.
   */
  public synchronized long bytesUsed() {
    return entries.bytesUsed()
        + packs.bytesUsed()
        + blobSlots.bytesUsed()
        + packSlots.bytesUsed()
        + copies.bytesUsed();
  }
}
