package io.holdfast.repository.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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

  /**
   * The password with these characters in UTF-8; the caller wipes his own.
   *
   * @throws IllegalArgumentException when half of a surrogate pair stands alone, which UTF-8 cannot
   *     express
   */
  public static Password of(char[] characters) {
    // UTF-8 needs at most three bytes for a char
    ByteBuffer encoded = ByteBuffer.allocate(Math.multiplyExact(characters.length, 3));
    CoderResult result =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    if (result.isError()) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException("the password holds half of a surrogate pair");
    }
    return new Password(bytes);
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
