package io.holdfast.repository.store;

import io.holdfast.repository.id.Sha256;
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
 */
public record ObjectContent(List<ByteBuffer> pieces, Sha256 sha256) {
  public ObjectContent {
    pieces = pieces.stream().map(piece -> piece.slice().asReadOnlyBuffer()).toList();
  }

  public static ObjectContent of(byte[] bytes) {
    return new ObjectContent(List.of(ByteBuffer.wrap(bytes)), Sha256.of(bytes));
  }

  /** The pieces, each from position 0 on, as fresh duplicates that the caller may move in. */
  @Override
  public List<ByteBuffer> pieces() {
    return pieces.stream().map(ByteBuffer::duplicate).toList();
  }

  /** The number of bytes. */
  public long size() {
    return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** A stream over all bytes, without a copy of them; it never blocks. */
  public InputStream stream() {
    return new PiecesInputStream(pieces());
  }

  /** A copy of all bytes in one array. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[Math.toIntExact(size())];
    int offset = 0;
    for (ByteBuffer piece : pieces()) {
      int length = piece.remaining();
      piece.get(bytes, offset, length);
      offset += length;
    }
    return bytes;
  }
}
