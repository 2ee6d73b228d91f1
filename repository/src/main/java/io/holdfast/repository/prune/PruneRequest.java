package io.holdfast.repository.prune;

import io.holdfast.repository.blob.BlobWriter;

/**
 * How much to do.
 *
 * @param maxUnused what may stay unused
 * @param maxRepackBytes the most bytes of packs to repack
 * @param smallPack packs below this many bytes are put together when there are ten or more
 * @param cacheableOnly whether packs of data blobs are never repacked
 * @param uncompressed whether blobs that are not compressed get compressed
 * @param packSize of new packs, 4 to 128 MiB
 * @param removeAll whether to go on when there is no snapshot at all, so that nothing is used
 */
public record PruneRequest(
    MaxUnused maxUnused,
    long maxRepackBytes,
    long smallPack,
    boolean cacheableOnly,
    boolean uncompressed,
    long packSize,
    boolean removeAll) {
  /** What restic does unless told otherwise. */
  public static final PruneRequest DEFAULT =
      new PruneRequest(MaxUnused.DEFAULT, Long.MAX_VALUE, 0, false, false, 0, false)
          .withPackSize(BlobWriter.Settings.DEFAULT.packSize());

  public PruneRequest {
    if (maxRepackBytes < 0 || smallPack < 0 || smallPack > packSize) {
      throw new IllegalArgumentException(
          "at most %d bytes to repack, packs below %d bytes: expected 0 or more, and no pack size above %d"
              .formatted(maxRepackBytes, smallPack, packSize));
    }
  }

  /** The same for new packs of this size, below a 25th of which packs count as small. */
  public PruneRequest withPackSize(long other) {
    return new PruneRequest(
        maxUnused, maxRepackBytes, other / 25, cacheableOnly, uncompressed, other, removeAll);
  }

  public PruneRequest withMaxUnused(MaxUnused other) {
    return new PruneRequest(
        other, maxRepackBytes, smallPack, cacheableOnly, uncompressed, packSize, removeAll);
  }

  public PruneRequest withMaxRepackBytes(long other) {
    return new PruneRequest(
        maxUnused, other, smallPack, cacheableOnly, uncompressed, packSize, removeAll);
  }

  /** What may still be repacked after that plan was. */
  public PruneRequest after(PrunePlan repacked) {
    return maxRepackBytes == Long.MAX_VALUE
        ? this
        : withMaxRepackBytes(Math.max(0, maxRepackBytes - repacked.figures().repacked().bytes()));
  }

  /** Packs below four fifths of the pack size are put together. */
  public PruneRequest withRepackSmall() {
    return withSmallPack(packSize / 5 * 4);
  }

  public PruneRequest withSmallPack(long other) {
    return new PruneRequest(
        maxUnused, maxRepackBytes, other, cacheableOnly, uncompressed, packSize, removeAll);
  }

  public PruneRequest withCacheableOnly() {
    return new PruneRequest(
        maxUnused, maxRepackBytes, smallPack, true, uncompressed, packSize, removeAll);
  }

  public PruneRequest withUncompressed() {
    return new PruneRequest(
        maxUnused, maxRepackBytes, smallPack, cacheableOnly, true, packSize, removeAll);
  }

  public PruneRequest withRemoveAll() {
    return new PruneRequest(
        maxUnused, maxRepackBytes, smallPack, cacheableOnly, uncompressed, packSize, true);
  }
}
