package io.holdfast.repository.id;

/** The name of a key file: the SHA-256 of its bytes, which are plain JSON. */
public record KeyId(Sha256 hash) implements Comparable<KeyId> {
  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static KeyId parse(String text) {
    return new KeyId(Sha256.parse(text));
  }

  /** All 64 digits. */
  public String hex() {
    return hash.hex();
  }

  @Override
  public int compareTo(KeyId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.hex();
  }
}
