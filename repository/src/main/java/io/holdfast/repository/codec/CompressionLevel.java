package io.holdfast.repository.codec;

/** How hard to compress, under restic's names ({@code --compression}). */
public enum CompressionLevel {
  /** Blobs are stored as they are. Files without a pack are compressed all the same. */
  OFF(1),
  /** Level 1: for a fast store and a busy machine. */
  FASTEST(1),
  /** Level 2: the fastest within 1.05 times the size that restic reaches. */
  AUTO(2),
  /** Level 7. */
  BETTER(7),
  /** Level 15: slow, still with a window that every reader takes. */
  MAX(15);

  private final int zstdLevel;

  CompressionLevel(int zstdLevel) {
    this.zstdLevel = zstdLevel;
  }

  /** Whether blobs are compressed at all. */
  public boolean compressesBlobs() {
    return this != OFF;
  }

  int zstdLevel() {
    return zstdLevel;
  }
}
