package io.holdfast.repository.tree;

import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.GoText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a directory entry: bytes, usually UTF-8, ordered as unsigned bytes (F28).
 *
 * <p>Immutable. A name read from a repository may be hostile; see {@link #isSafe()}.
 */
public final class NodeName implements Comparable<NodeName> {
  private final byte[] bytes;

  private NodeName(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The name made of these bytes, which are copied. */
  public static NodeName of(byte[] bytes) {
    return new NodeName(bytes.clone());
  }

  /** The name made of the UTF-8 form of {@code text}. */
  public static NodeName of(String text) {
    return new NodeName(text.getBytes(StandardCharsets.UTF_8));
  }

  static NodeName adopting(byte[] bytes) {
    return new NodeName(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for readers of this package that do not change them. */
  byte[] shared() {
    return bytes;
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length;
  }

  /**
   * Whether the name denotes an entry of the directory it stands in and nothing else: not empty,
   * not {@code .} or {@code ..}, no slash, no NUL.
   */
  public boolean isSafe() {
    if (bytes.length == 0 || (bytes.length == 1 && bytes[0] == '.')) {
      return false;
    }
    if (bytes.length == 2 && bytes[0] == '.' && bytes[1] == '.') {
      return false;
    }
    for (byte b : bytes) {
      if (b == '/' || b == 0) {
        return false;
      }
    }
    return true;
  }

  /** The name as text; each byte that is not UTF-8 becomes U+FFFD. Not for use as a path. */
  public String text() {
    return GoText.decode(bytes);
  }

  @Override
  public int compareTo(NodeName other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeName name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The name with everything unprintable escaped, in quotes: safe to show on a terminal. */
  @Override
  public String toString() {
    return '"' + GoQuote.printable(bytes) + '"';
  }
}
