package io.holdfast.repository.codec;

import java.util.Arrays;

/**
 * How index, snapshot and lock files hold their JSON before encryption: a byte 2 and zstd, or, as
 * in version 1, the JSON itself (F10).
 */
public final class FileWrapping {
  private static final byte COMPRESSED = 2;

  private FileWrapping() {}

  /** Wraps {@code json} as version 2 does. */
  public static byte[] wrap(byte[] json, Compressor compressor) {
    byte[] wrapped = new byte[1 + Compressor.bound(json.length)];
    wrapped[0] = COMPRESSED;
    int length = compressor.compress(json, 0, json.length, wrapped, 1);
    return Arrays.copyOf(wrapped, 1 + length);
  }

  /**
   * The JSON within {@code plaintext}, whichever way it is held.
   *
   * @param maximum bytes of JSON that the caller is ready to take
   * @throws MalformedException when it is held otherwise, or longer
   */
  public static byte[] unwrap(byte[] plaintext, int maximum) throws MalformedException {
    if (plaintext.length == 0) {
      throw new MalformedException("the file is empty: expected JSON or zstd");
    }
    return switch (plaintext[0]) {
      case COMPRESSED -> Decompressor.decompressUpTo(plaintext, 1, plaintext.length - 1, maximum);
      case '{', '[' -> {
        if (plaintext.length > maximum) {
          throw new MalformedException(
              plaintext.length + " bytes of JSON are too many: expected at most " + maximum);
        }
        yield plaintext;
      }
      default ->
          throw new MalformedException(
              "the file begins with byte "
                  + (plaintext[0] & 0xff)
                  + ": expected 2 (zstd) or JSON; a newer program may have written it");
    };
  }
}
