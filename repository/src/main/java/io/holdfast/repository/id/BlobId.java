package io.holdfast.repository.id;

/** The name of a blob: the SHA-256 of its uncompressed plaintext. A tree's id is one, too. */
public record BlobId(Sha256 hash) implements Comparable<BlobId> {
  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static BlobId parse(String text) {
    return new BlobId(Sha256.parse(text));
  }

  /** All 64 digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public int compareTo(BlobId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
