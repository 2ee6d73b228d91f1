package io.holdfast.repository.store;

import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An object's bytes before it is stored: pieces that follow one another, and their SHA-256.
 *
 * <p>Pieces keep a 16 MiB pack out of one huge array. They must not change until the put returned.
 * Every reading starts at the beginning, so that a put can be repeated.
 *
 * @param sha256 of all bytes; a store may hand it to its server, which checks what arrived
 * @param pace how fast {@link #stream} and {@link #slices} hand out the bytes
 */
public record ObjectContent(List<ByteBuffer> pieces, Sha256 sha256, Pace pace) {
  public ObjectContent {
    pieces = pieces.stream().map(piece -> piece.slice().asReadOnlyBuffer()).toList();
  }

  /** Content that goes as fast as it is taken. */
  public ObjectContent(List<ByteBuffer> pieces, Sha256 sha256) {
    this(pieces, sha256, Pace.UNLIMITED);
  }

  public static ObjectContent of(byte[] bytes) {
    return new ObjectContent(List.of(ByteBuffer.wrap(bytes)), Sha256.of(bytes));
  }

  /** The same bytes at another pace. */
  public ObjectContent at(Pace other) {
    return new ObjectContent(pieces, sha256, other);
  }

  /**
   * The pieces, each from position 0 on, as fresh duplicates that the caller may move in; the pace
   * does not hold them back.
   */
  @Override
  public List<ByteBuffer> pieces() {
    return pieces.stream().map(ByteBuffer::duplicate).toList();
  }

  /** The number of bytes. */
  public long size() {
    return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** A stream over all bytes at the content's pace, without a copy of them. */
  public InputStream stream() {
    return new PiecesInputStream(pieces(), pace);
  }

  /** Hands all bytes to {@code sink} at the content's pace, at most {@code length} at a time. */
  public void slices(int length, Sink sink) throws IOException {
    int most = Math.min(length, pace.slice());
    for (ByteBuffer piece : pieces()) {
      for (int from = 0; from < piece.limit(); from += most) {
        int taken = Math.min(most, piece.limit() - from);
        pace.pass(taken);
        sink.take(piece.slice(from, taken));
      }
    }
  }

  /** A copy of all bytes in one array. */
  public byte[] toByteArray() throws IOException {
    byte[] bytes = new byte[Math.toIntExact(size())];
    ByteBuffer into = ByteBuffer.wrap(bytes);
    slices(Integer.MAX_VALUE, into::put);
    return bytes;
  }

  /** Takes an object's bytes, slice after slice. */
  @FunctionalInterface
  public interface Sink {
    void take(ByteBuffer slice) throws IOException;
  }

  /** Decides how fast bytes may go. */
  public interface Pace {
    /** Does not hold anything back. */
    Pace UNLIMITED =
        new Pace() {
          @Override
          public void pass(long bytes) {}

          @Override
          public int slice() {
            return Integer.MAX_VALUE;
          }
        };

    /** Returns when so many more bytes may go; fails when the thread is interrupted. */
    void pass(long bytes) throws IOException;

    /** How many bytes are handed out at a time at most, so that a pack leaves in no burst. */
    default int slice() {
      return 16 << 10;
    }
  }
}
