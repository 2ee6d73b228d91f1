package io.holdfast.repository.store;

import io.holdfast.repository.id.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An object's bytes before it is stored: pieces that follow one another, and their SHA-256.
 *
 * <p>Pieces keep a 16 MiB pack out of one huge array. They must not change until the put returned;
 * a store reads them through duplicates, so that a retry starts at the beginning.
 *
 * @param sha256 of all bytes; a store may hand it to its server, which checks what arrived
 */
public record ObjectContent(List<ByteBuffer> pieces, Sha256 sha256) {
  public ObjectContent {
    pieces = pieces.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }

  public static ObjectContent of(byte[] bytes) {
    return new ObjectContent(List.of(ByteBuffer.wrap(bytes)), Sha256.of(bytes));
  }

  /** The number of bytes. */
  public long size() {
    return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
  }
}
