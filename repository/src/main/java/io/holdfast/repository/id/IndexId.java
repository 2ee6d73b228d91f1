package io.holdfast.repository.id;

/** The name of an index file: the SHA-256 of its stored, encrypted bytes. */
public record IndexId(Sha256 hash) implements Comparable<IndexId> {
  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static IndexId parse(String text) {
    return new IndexId(Sha256.parse(text));
  }

  /** All 64 digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public int compareTo(IndexId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
