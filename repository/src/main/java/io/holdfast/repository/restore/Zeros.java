package io.holdfast.repository.restore;

import io.holdfast.repository.file.OpenFile;
import java.io.IOException;
import java.util.Arrays;

/** Writes content without its zeros, into a file that has none but zeros yet. */
final class Zeros {
  /** What file systems allocate at a time. */
  private static final int BLOCK = 4096;

  private static final byte[] ZERO = new byte[BLOCK];

  private Zeros() {}

  static void writeOthers(OpenFile file, long position, byte[] content, int length)
      throws IOException {
    int start = 0;
    while (start < length) {
      int end = nextBlock(position, start, length);
      if (isZero(content, start, end)) {
        start = end;
        continue;
      }
      int until = end;
      while (until < length) {
        int next = nextBlock(position, until, length);
        if (isZero(content, until, next)) {
          break;
        }
        until = next;
      }
      file.write(position + start, content, start, until - start);
      start = until;
    }
  }

  /** Blocks begin where the file's do, whatever the position of the content in it. */
  private static int nextBlock(long position, int from, int length) {
    long next = ((position + from) / BLOCK + 1) * BLOCK - position;
    return (int) Math.min(next, length);
  }

  private static boolean isZero(byte[] content, int from, int to) {
    return Arrays.equals(content, from, to, ZERO, 0, to - from);
  }
}
