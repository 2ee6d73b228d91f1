package io.holdfast.repository.prune;

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
  private static final long PACK_SIZE = 16L << 20;

  /** What restic does unless told otherwise. */
  public static final PruneRequest DEFAULT =
      new PruneRequest(
          MaxUnused.DEFAULT, Long.MAX_VALUE, PACK_SIZE / 25, false, false, PACK_SIZE, false);

  public PruneRequest {
    if (maxRepackBytes < 0 || smallPack < 0 || smallPack > packSize) {
      throw new IllegalArgumentException(
          "at most %d bytes to repack, packs below %d bytes: expected 0 or more, and no pack size above %d"
              .formatted(maxRepackBytes, smallPack, packSize));
    }
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
