package io.holdfast.repository.config;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * 256 random bits that decide where files are cut.
 *
 * <p>Whoever knows them and sees the sizes of blobs can tell whether a known file is in the
 * repository. Wiped on close.
 */
public final class ChunkerSecret implements AutoCloseable {
  public static final int BYTES = 32;

  private final byte[] bytes;

  /**
   * A copy of {@code bytes}.
   *
   * @throws IllegalArgumentException unless they are 32
   */
  public ChunkerSecret(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "chunker secret has " + bytes.length + " bytes: expected " + BYTES);
    }
    this.bytes = bytes.clone();
  }

  /** A copy, which the caller wipes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChunkerSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  /** The same for all secrets: a hash that tells them apart would tell something about them. */
  @Override
  public int hashCode() {
    return BYTES;
  }

  @Override
  public String toString() {
    return "***";
  }
}
