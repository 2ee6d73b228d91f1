package io.holdfast.repository.chunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Holdfast's chunker told byte by byte, with another implementation of HKDF. */
final class LiteralGear {
  private static final int BLOCK = 64 * 1024;
  private final long[] table = new long[256];

  LiteralGear(byte[] secret) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(
        new HKDFParameters(
            secret, null, "holdfast chunker gear v1".getBytes(StandardCharsets.US_ASCII)));
    byte[] bytes = new byte[2048];
    hkdf.generateBytes(bytes, 0, bytes.length);
    ByteBuffer.wrap(bytes).asLongBuffer().get(table);
  }

  /** The ends of all chunks of {@code data}. */
  List<Integer> ends(byte[] data) {
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    while (start < data.length) {
      start = end(data, start);
      ends.add(start);
    }
    return ends;
  }

  private int end(byte[] data, int start) {
    long hash = 0;
    int zeros = 0;
    for (int i = start; i < data.length; i++) {
      int length = i + 1 - start;
      hash = hash * 2 + table[data[i] & 0xff];
      zeros = data[i] == 0 ? zeros + 1 : 0;
      int bits = length <= 1024 * 1024 ? 22 : 18;
      boolean hit = Long.numberOfLeadingZeros(hash) >= bits;
      boolean hole = length % BLOCK == 0 && zeros >= BLOCK;
      if ((length >= Chunker.MIN && (hit || hole)) || length == Chunker.MAX) {
        return i + 1;
      }
    }
    return data.length;
  }
}
