package io.holdfast.repository.stats;

/**
 * What was counted.
 *
 * @param snapshots gone through
 * @param files entries; 0 for {@link Mode#RAW_DATA}
 * @param blobs 0 for the modes that count no blobs
 * @param bytes in all; as stored for {@link Mode#RAW_DATA}, else uncompressed
 * @param storage more about what is stored; all 0 unless {@link Mode#RAW_DATA}
 */
public record StatsReport(int snapshots, long files, long blobs, long bytes, Storage storage) {

  /**
   * What compression does, in bytes that each include a blob's encryption overhead.
   *
   * @param uncompressed what all blobs would take if none were compressed
   * @param compressed what the compressed ones take
   * @param compressedPlain what those would take if they were not
   */
  public record Storage(long uncompressed, long compressed, long compressedPlain) {
    static final Storage NONE = new Storage(0, 0, 0);
  }

  /** How many times smaller compressed blobs became; 0 when there are none. */
  public double compressionRatio() {
    return storage.compressed == 0 ? 0 : (double) storage.compressedPlain / storage.compressed;
  }

  /** The share of the bytes that is compressed, in percent. */
  public double compressionProgress() {
    return storage.uncompressed == 0 ? 0 : 100.0 * storage.compressedPlain / storage.uncompressed;
  }

  /** The share of the bytes that compression saves, in percent. */
  public double spaceSaving() {
    return storage.uncompressed == 0 ? 0 : 100.0 * (1 - (double) bytes / storage.uncompressed);
  }
}
