package io.holdfast.repository.file;

import io.holdfast.repository.codec.GoQuote;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A path as the kernel sees it: one or more bytes without NUL; ordered by unsigned bytes. */
public final class BytePath implements Comparable<BytePath> {
  private static final byte[] CURRENT = {'.'};
  private static final byte[] PARENT = {'.', '.'};

  private final byte[] bytes;

  private BytePath(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The path that these bytes are.
   *
   * @throws IllegalArgumentException when there are none, or NUL is among them
   */
  public static BytePath of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a path is empty: expected at least one byte");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException(
            "the path \"" + GoQuote.printable(bytes) + "\" holds a NUL byte");
      }
    }
    return new BytePath(bytes.clone());
  }

  /**
   * The path that this text is in UTF-8.
   *
   * @throws IllegalArgumentException when it is empty, or holds NUL or half a character
   */
  public static BytePath of(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return of(bytes);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the path '" + text + "' holds half a character", e);
    }
  }

  /** The bytes; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for calls that only read them. */
  byte[] raw() {
    return bytes;
  }

  public boolean isAbsolute() {
    return bytes[0] == '/';
  }

  /** This path, then {@code /}, then {@code name}, which may be a relative path too. */
  public BytePath resolve(byte[] name) {
    boolean slash = bytes[bytes.length - 1] != '/';
    byte[] joined = Arrays.copyOf(bytes, bytes.length + (slash ? 1 : 0) + name.length);
    if (slash) {
      joined[bytes.length] = '/';
    }
    System.arraycopy(name, 0, joined, joined.length - name.length, name.length);
    return of(joined);
  }

  /** {@code other} where it is absolute, else {@code other} seen from here. */
  public BytePath resolve(BytePath other) {
    return other.isAbsolute() ? other : resolve(other.bytes);
  }

  /** The names between the slashes, {@code .} and {@code ..} among them; none for {@code /}. */
  public List<byte[]> names() {
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        if (i > start) {
          names.add(Arrays.copyOfRange(bytes, start, i));
        }
        start = i + 1;
      }
    }
    return names;
  }

  /** The last name; empty for {@code /}. */
  public byte[] name() {
    List<byte[]> names = names();
    return names.isEmpty() ? new byte[0] : names.getLast();
  }

  /** The path without its last name: {@code /} of {@code /a}, {@code .} of {@code a}. */
  public BytePath parent() {
    List<byte[]> names = names();
    return join(isAbsolute(), names.subList(0, Math.max(0, names.size() - 1)));
  }

  /**
   * The shortest path that means the same without looking at the disk, as Go's {@code
   * filepath.Clean} finds it: one slash between names, no {@code .}, and {@code ..} only in front
   * of a relative path.
   */
  public BytePath normalized() {
    Deque<byte[]> kept = new ArrayDeque<>();
    for (byte[] name : names()) {
      boolean parent = Arrays.equals(name, PARENT);
      if (Arrays.equals(name, CURRENT) || (parent && kept.isEmpty() && isAbsolute())) {
        continue;
      }
      if (parent && !kept.isEmpty() && !Arrays.equals(kept.getLast(), PARENT)) {
        kept.removeLast();
      } else {
        kept.addLast(name);
      }
    }
    return join(isAbsolute(), List.copyOf(kept));
  }

  private static BytePath join(boolean absolute, List<byte[]> names) {
    int length = absolute ? 1 : 0;
    for (byte[] name : names) {
      length += name.length + 1;
    }
    if (names.isEmpty()) {
      return new BytePath(absolute ? new byte[] {'/'} : CURRENT);
    }
    byte[] joined = new byte[length - 1];
    int at = 0;
    for (byte[] name : names) {
      if (at > 0 || absolute) {
        joined[at++] = '/';
      }
      System.arraycopy(name, 0, joined, at, name.length);
      at += name.length;
    }
    return new BytePath(joined);
  }

  @Override
  public int compareTo(BytePath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /**
   * The path for people: what does not print, quotes and backslashes escaped ({@code \n}, {@code
   * \"}), and bytes that are not UTF-8 as {@code \xff}; no path but itself prints so.
   */
  @Override
  public String toString() {
    return GoQuote.printable(bytes);
  }
}
