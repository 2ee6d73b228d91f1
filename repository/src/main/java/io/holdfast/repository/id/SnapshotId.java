package io.holdfast.repository.id;

/** The name of a snapshot: the SHA-256 of its stored, encrypted file. */
public record SnapshotId(Sha256 hash) implements Comparable<SnapshotId> {
  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static SnapshotId parse(String text) {
    return new SnapshotId(Sha256.parse(text));
  }

  /** All 64 digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public int compareTo(SnapshotId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
