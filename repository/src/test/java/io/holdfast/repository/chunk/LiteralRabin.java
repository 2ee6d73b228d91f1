package io.holdfast.repository.chunk;

import java.util.ArrayList;
import java.util.List;

/** restic's chunker told line by line, without any concern for speed. */
final class LiteralRabin {
  private static final int WINDOW = 64;
  private final long polynomial;

  LiteralRabin(Polynomial polynomial) {
    this.polynomial = polynomial.coefficients();
  }

  /** The ends of all chunks of {@code data}. */
  List<Integer> ends(byte[] data) {
    long[] leaving = new long[256];
    for (int b = 0; b < 256; b++) {
      long hash = append(0, b);
      for (int i = 1; i < WINDOW; i++) {
        hash = append(hash, 0);
      }
      leaving[b] = hash;
    }
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    while (start < data.length) {
      start = end(data, start, leaving);
      ends.add(start);
    }
    return ends;
  }

  private int end(byte[] data, int start, long[] leaving) {
    byte[] window = new byte[WINDOW];
    window[0] = 1;
    int position = 1;
    long digest = append(0, 1);
    int count = Chunker.MIN - WINDOW;
    for (int i = start + count; i < data.length; i++) {
      digest ^= leaving[window[position % WINDOW] & 0xff];
      window[position % WINDOW] = data[i];
      position++;
      digest = append(digest, data[i] & 0xff);
      count++;
      if (((digest & 0xfffff) == 0 || count >= Chunker.MAX) && count >= Chunker.MIN) {
        return i + 1;
      }
    }
    return data.length;
  }

  private long append(long hash, int b) {
    return Polynomial.remainder((hash << 8) | b, polynomial);
  }
}
