package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blobs of one pack in columns, in the order of their offsets: a buffer that is filled again
 * and again, so that millions of blobs pass through without an object each. For one thread.
 */
public final class PackBlobs {
  private static final int WORDS = 4;

  // A sort key is a blob's offset, below 2^32, above its row, below 2^31.
  private static final int ROW_BITS = 31;

  private int size;
  private long[] ids = new long[16 * WORDS];
  private long[] offsets = new long[16];
  private int[] lengths = new int[16];
  private int[] uncompressedLengths = new int[16];
  private boolean[] trees = new boolean[16];
  private int[] order = new int[16];

  /** These blobs, in columns. */
  public static PackBlobs of(List<PackEntry> entries) {
    PackBlobs blobs = new PackBlobs();
    long[] id = new long[WORDS];
    for (PackEntry entry : entries) {
      Sha256 hash = entry.id().hash();
      id[0] = hash.w0();
      id[1] = hash.w1();
      id[2] = hash.w2();
      id[3] = hash.w3();
      blobs.append(id, entry.type(), entry.offset(), entry.length(), entry.uncompressedLength());
    }
    blobs.arrange();
    return blobs;
  }

  void clear() {
    size = 0;
  }

  /** Takes a blob whose place was checked as {@link PackEntry} does; {@link #arrange} follows. */
  void append(long[] id, BlobType type, long offset, int length, int uncompressedLength) {
    if (size == offsets.length) {
      grow();
    }
    System.arraycopy(id, 0, ids, size * WORDS, WORDS);
    offsets[size] = offset;
    lengths[size] = length;
    uncompressedLengths[size] = uncompressedLength;
    trees[size] = type == BlobType.TREE;
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    ids = Arrays.copyOf(ids, capacity * WORDS);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    uncompressedLengths = Arrays.copyOf(uncompressedLengths, capacity);
    trees = Arrays.copyOf(trees, capacity);
    order = new int[capacity];
  }

  /** Orders what was appended. */
  void arrange() {
    boolean ordered = true;
    for (int row = 0; row < size; row++) {
      order[row] = row;
      ordered &= row == 0 || offsets[row - 1] < offsets[row];
    }
    if (ordered) {
      return;
    }
    long[] keys = new long[size];
    for (int row = 0; row < size; row++) {
      keys[row] = (offsets[row] << ROW_BITS) | row;
    }
    Arrays.sort(keys);
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i] & Integer.MAX_VALUE;
    }
  }

  /** How many blobs there are. */
  public int size() {
    return size;
  }

  /** The blobs, as objects that may be kept. */
  public List<PackEntry> entries() {
    List<PackEntry> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  /** The {@code i}-th blob, as an object that may be kept. */
  public PackEntry entry(int i) {
    Sha256 hash = new Sha256(idWord(i, 0), idWord(i, 1), idWord(i, 2), idWord(i, 3));
    return new PackEntry(type(i), new BlobId(hash), offset(i), length(i), uncompressedLength(i));
  }

  /** One of the four big-endian words of the {@code i}-th blob's id. */
  long idWord(int i, int word) {
    return ids[order[i] * WORDS + word];
  }

  /** The {@code i}-th blob's type. */
  public BlobType type(int i) {
    return trees[order[i]] ? BlobType.TREE : BlobType.DATA;
  }

  /** The {@code i}-th blob's offset, never less than the one before. */
  public long offset(int i) {
    return offsets[order[i]];
  }

  /** The {@code i}-th blob's length as stored. */
  public int length(int i) {
    return lengths[order[i]];
  }

  /** The {@code i}-th blob's plain length, 0 when it is not compressed. */
  public int uncompressedLength(int i) {
    return uncompressedLengths[order[i]];
  }

  /** Whether the blobs follow one another from offset 0 on without a gap, as in a sound pack. */
  public boolean contiguous() {
    long end = 0;
    for (int i = 0; i < size; i++) {
      if (offset(i) != end) {
        return false;
      }
      end += length(i);
    }
    return true;
  }
}
