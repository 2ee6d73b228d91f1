package io.holdfast.repository.id;

/** The name of a pack: the SHA-256 of the whole stored file. */
public record PackId(Sha256 hash) implements Comparable<PackId> {
  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static PackId parse(String text) {
    return new PackId(Sha256.parse(text));
  }

  /** All 64 digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public int compareTo(PackId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
