package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.PackEntry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The packs of the index in rows: id, and the ordinals of its blobs, which follow one another; 36
 * bytes. One thread appends; others read rows below {@link #size}.
 *
 * <p>Offsets are not stored: blobs follow one another in a pack, so an offset is the sum of the
 * lengths before it. Long packs keep every 64th offset, so that the sum stays short; a pack whose
 * blobs leave gaps (which is damage, or another program's idea) keeps them all.
 */
final class PackTable implements HashSlots.Keys {
  private static final int SEGMENT_BITS = 8;
  private static final int SEGMENT = 1 << SEGMENT_BITS;
  private static final int WORDS = 4;
  private static final int STRIDE = 64;
  private static final long SEGMENT_BYTES = 24 + 2 * 16 + (long) SEGMENT * (WORDS * 8 + 4);

  private final BlobEntries entries;
  private final Map<Integer, int[]> offsets = new ConcurrentHashMap<>();
  private volatile Segment[] segments = {new Segment()};
  private volatile int size;
  private long offsetBytes;

  private static final class Segment {
    final long[] ids = new long[SEGMENT * WORDS];
    final int[] starts = new int[SEGMENT];
  }

  PackTable(BlobEntries entries) {
    this.entries = entries;
  }

  /** A row for the blobs that were appended to the entries last, which were these. */
  int append(PackId id, PackBlobs blobs) {
    int row = size;
    keepOffsets(row, blobs);
    // The row after the last one is there, too, as its start is where the last one ends.
    if ((row + 1) >>> SEGMENT_BITS == segments.length) {
      segments = Arrays.copyOf(segments, segments.length + 1 + segments.length / 2);
    }
    if (((row + 1) & (SEGMENT - 1)) == 0) {
      segments[(row + 1) >>> SEGMENT_BITS] = new Segment();
    }
    segment(row + 1).starts[(row + 1) & (SEGMENT - 1)] = entries.size();
    Sha256 hash = id.hash();
    long[] ids = segment(row).ids;
    int at = (row & (SEGMENT - 1)) * WORDS;
    ids[at] = hash.w0();
    ids[at + 1] = hash.w1();
    ids[at + 2] = hash.w2();
    ids[at + 3] = hash.w3();
    size = row + 1;
    return row;
  }

  private void keepOffsets(int row, PackBlobs blobs) {
    boolean regular = blobs.contiguous();
    if (regular && blobs.size() <= STRIDE) {
      return;
    }
    int stride = regular ? STRIDE : 1;
    int[] kept = new int[(blobs.size() + stride - 1) / stride];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (int) blobs.offset(i * stride);
    }
    offsets.put(row, kept);
    offsetBytes += BlobEntries.MAP_ENTRY_BYTES + 4L * kept.length;
  }

  private Segment segment(int row) {
    return segments[row >>> SEGMENT_BITS];
  }

  int size() {
    return size;
  }

  @Override
  public long word(int row, int word) {
    return segment(row).ids[(row & (SEGMENT - 1)) * WORDS + word];
  }

  PackId id(int row) {
    return new PackId(new Sha256(word(row, 0), word(row, 1), word(row, 2), word(row, 3)));
  }

  /** The ordinal of the first blob; for the row after the last, where the last one ends. */
  int start(int row) {
    return segment(row).starts[row & (SEGMENT - 1)];
  }

  /** The row whose blobs this ordinal is among. */
  int rowOf(int ordinal) {
    int low = 0;
    int high = size;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (start(middle) <= ordinal) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the blobs in this row follow one another from offset 0. */
  boolean isGapless(int row) {
    int[] kept = offsets.get(row);
    return kept == null || kept.length < start(row + 1) - start(row);
  }

  /** The offset of a blob in this row's pack. */
  long offset(int row, int ordinal) {
    int start = start(row);
    int[] kept = offsets.get(row);
    if (kept == null) {
      return sum(start, ordinal);
    }
    int stride = kept.length == start(row + 1) - start ? 1 : STRIDE;
    int nearest = (ordinal - start) / stride;
    return (kept[nearest] & 0xffff_ffffL) + sum(start + nearest * stride, ordinal);
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int ordinal = from; ordinal < to; ordinal++) {
      sum += entries.length(ordinal);
    }
    return sum;
  }

  /** A blob of this row, which has this id: the entries know only a part of it. */
  PackEntry entry(int row, int ordinal, BlobId id) {
    return new PackEntry(
        entries.type(ordinal),
        id,
        offset(row, ordinal),
        entries.length(ordinal),
        entries.uncompressedLength(ordinal));
  }

  long bytesUsed() {
    long used = (size >>> SEGMENT_BITS) + 1L;
    return used * SEGMENT_BYTES + 4L * segments.length + offsetBytes;
  }
}
