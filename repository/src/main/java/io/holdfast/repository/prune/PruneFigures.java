package io.holdfast.repository.prune;

/**
 * What a repository holds and what a plan does about it.
 *
 * @param used blobs that are used, each once
 * @param duplicates further copies of used blobs
 * @param unused blobs that no snapshot needs
 * @param removed blobs in packs that go as they are
 * @param repacked blobs in packs that are repacked
 * @param repackedAway those among them that are not stored again
 * @param oneSided packs that either the index has or the store
 */
public record PruneFigures(
    Amount used,
    Amount duplicates,
    Amount unused,
    Amount removed,
    Amount repacked,
    Amount repackedAway,
    OneSided oneSided) {
  /**
   * Bytes of packs.
   *
   * @param vanished of those among the removed that are in the index and not in the store
   * @param unindexed of those that no index file names
   */
  public record OneSided(long vanished, long unindexed) {}

  /** So many blobs, and their bytes as stored. */
  public record Amount(long blobs, long bytes) {
    static final Amount NONE = new Amount(0, 0);

    Amount plus(long moreBlobs, long moreBytes) {
      return new Amount(blobs + moreBlobs, bytes + moreBytes);
    }

    Amount plus(Amount other) {
      return plus(other.blobs, other.bytes);
    }

    Amount minus(Amount other) {
      return plus(-other.blobs, -other.bytes);
    }
  }

  /** What goes, packs that nothing names not counted. */
  public Amount goes() {
    return removed.plus(repackedAway);
  }

  /** Bytes that the store has less afterwards, but for those that a repack adds. */
  public long freedBytes() {
    return goes().bytes() - oneSided.vanished() + oneSided.unindexed();
  }

  /** What is there afterwards. */
  public Amount remains() {
    return used.plus(duplicates).plus(unused).minus(goes());
  }

  /** What is there afterwards and not used. */
  public Amount remainsUnused() {
    return duplicates.plus(unused).minus(goes());
  }
}
