package io.holdfast.repository.store.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent when a part of an object is asked for. */
public final class Ranges {
  /** Lenient about the range itself: servers write odd ones for empty objects. */
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes [^/]{1,60}/([0-9]{1,18})");

  private static final int FIRST_STEP = 4 << 20;

  private Ranges() {}

  /** The size of the whole object as the header {@code Content-Range} has it. */
  public static OptionalLong wholeSize(String contentRange) {
    Matcher range = CONTENT_RANGE.matcher(contentRange);
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  /**
   * Exactly so many bytes, which must be all there are; memory grows with what arrives, so that a
   * length that is not there costs none.
   *
   * @throws EOFException when the body ends earlier
   */
  public static byte[] exactly(InputStream body, int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, FIRST_STEP)];
    int filled = 0;
    while (filled < length) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
      }
      int count = body.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        throw new EOFException("the answer ended after %d of %d bytes".formatted(filled, length));
      }
      filled += count;
    }
    if (body.read() >= 0) {
      throw new IOException("the answer goes on after the %d bytes asked for".formatted(length));
    }
    return bytes;
  }
}
