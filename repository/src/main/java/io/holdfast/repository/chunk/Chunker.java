package io.holdfast.repository.chunk;

/**
 * Finds the cuts of one file after the other; keeps what it has seen of the current chunk.
 *
 * <p>Not thread-safe. The cuts do not depend on how the file is split over calls.
 */
public sealed interface Chunker permits GearChunker, RabinChunker {
  /** No chunk is shorter, but for a file's last. */
  int MIN = 512 * 1024;

  /** No chunk is longer. */
  int MAX = 8 * 1024 * 1024;

  /**
   * Takes the bytes from {@code from} to before {@code to} as the continuation of the current
   * chunk.
   *
   * @return the index in {@code buffer} before which the chunk ends, at most {@code to}; the next
   *     call begins there, with a new chunk. −1 when the chunk goes on after {@code to}
   */
  int cut(byte[] buffer, int from, int to);

  /** Forgets the current chunk, for the next file. */
  void reset();
}
