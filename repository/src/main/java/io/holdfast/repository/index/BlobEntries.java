package io.holdfast.repository.index;

import io.holdfast.repository.pack.BlobType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the index remembers of each blob, by ordinal: 191 bits of its id, its type, its lengths; 30
 * bytes. One thread appends; others read ordinals that they got from something published later.
 *
 * <p>Segments of a fixed size: growing copies nothing and wastes at most one segment. Lengths have
 * 24 bits, which the largest data blob needs (8 MiB and overhead); the few larger ones, trees of
 * huge directories, stand in a map.
 */
final class BlobEntries implements HashSlots.Keys {
  private static final int SEGMENT_BITS = 12;
  private static final int SEGMENT = 1 << SEGMENT_BITS;
  private static final int WORDS = 3;
  private static final int LONG = 0xFF_FFFF;

  /** What a map's entry takes about: node, boxed key, boxed value, its share of the table. */
  static final int MAP_ENTRY_BYTES = 80;

  private volatile Segment[] segments = new Segment[4];
  private final Map<Integer, Long> longLengths = new ConcurrentHashMap<>();
  private int size;

  private static final class Segment {
    final long[] keys = new long[SEGMENT * WORDS];
    // The length above the upper 8 bits of the uncompressed length, whose lower 16 follow.
    final int[] lengths = new int[SEGMENT];
    final char[] lowLengths = new char[SEGMENT];

    static final long BYTES = 24 + 3 * 16 + (long) SEGMENT * (WORDS * 8 + 4 + 2);
  }

  /** The third word of a key: two of the id's, its lowest bit replaced by the type. */
  static long typed(long w2, boolean tree) {
    return (w2 & ~1L) | (tree ? 1 : 0);
  }

  int append(long w0, long w1, long typedW2, int length, int uncompressedLength) {
    if (size == Integer.MAX_VALUE - 1) {
      throw new IllegalStateException("the index holds 2^31 blobs, it cannot hold more");
    }
    int ordinal = size++;
    Segment segment = segmentFor(ordinal);
    int at = ordinal & (SEGMENT - 1);
    segment.keys[at * WORDS] = w0;
    segment.keys[at * WORDS + 1] = w1;
    segment.keys[at * WORDS + 2] = typedW2;
    int shortLength = length;
    if (length >= LONG || uncompressedLength >= LONG) {
      longLengths.put(ordinal, ((long) length << 32) | uncompressedLength);
      shortLength = LONG;
    }
    segment.lengths[at] = (shortLength << 8) | ((uncompressedLength >>> 16) & 0xff);
    segment.lowLengths[at] = (char) uncompressedLength;
    return ordinal;
  }

  private Segment segmentFor(int ordinal) {
    int number = ordinal >>> SEGMENT_BITS;
    if (number == segments.length) {
      segments = Arrays.copyOf(segments, number + number / 2);
    }
    if ((ordinal & (SEGMENT - 1)) == 0) {
      segments[number] = new Segment();
    }
    return segments[number];
  }

  private Segment segment(int ordinal) {
    return segments[ordinal >>> SEGMENT_BITS];
  }

  int size() {
    return size;
  }

  @Override
  public long word(int ordinal, int word) {
    return segment(ordinal).keys[(ordinal & (SEGMENT - 1)) * WORDS + word];
  }

  BlobType type(int ordinal) {
    return (word(ordinal, 2) & 1) != 0 ? BlobType.TREE : BlobType.DATA;
  }

  int length(int ordinal) {
    int length = segment(ordinal).lengths[ordinal & (SEGMENT - 1)] >>> 8;
    return length == LONG ? (int) (longLengths(ordinal) >>> 32) : length;
  }

  int uncompressedLength(int ordinal) {
    Segment segment = segment(ordinal);
    int at = ordinal & (SEGMENT - 1);
    if (segment.lengths[at] >>> 8 == LONG) {
      return (int) longLengths(ordinal);
    }
    return ((segment.lengths[at] & 0xff) << 16) | segment.lowLengths[at];
  }

  private long longLengths(int ordinal) {
    Long lengths = longLengths.get(ordinal);
    if (lengths == null) {
      throw new IllegalStateException("the lengths of blob " + ordinal + " are missing");
    }
    return lengths;
  }

  long bytesUsed() {
    long used = (size + SEGMENT - 1L) >>> SEGMENT_BITS;
    return used * Segment.BYTES
        + 4L * segments.length
        + (long) MAP_ENTRY_BYTES * longLengths.size();
  }
}
