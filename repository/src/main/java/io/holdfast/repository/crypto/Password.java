package io.holdfast.repository.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What a person or a program types to open a repository: bytes, taken exactly as they are given.
 *
 * <p>restic neither normalises nor trims them; it is the command that takes a line end off the end
 * of a password file. An empty password is allowed here, because restic can make such repositories
 * ({@code --insecure-no-password}); whether it was meant is the command's question. Not thread-safe
 * against {@link #close}.
 */
public final class Password implements AutoCloseable {
  private final byte[] bytes;

  private Password(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The password with these bytes, which are copied: the caller wipes his own. */
  public static Password of(byte[] bytes) {
    return new Password(bytes.clone());
  }

  /** Whether it has no bytes at all. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password password && MessageDigest.isEqual(bytes, password.bytes);
  }

  /** The same for all, so that it tells nothing. */
  @Override
  public int hashCode() {
    return Password.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
