package io.holdfast.repository.backup;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.chunk.Chunker;

/** What one worker needs for itself while it works. */
final class Lane implements AutoCloseable {
  /** A file up to this size is one chunk, whatever is in it. */
  static final int SMALL = Chunker.MIN;

  private final BlobCodec codec;
  private final byte[] scratch = new byte[SMALL];

  Lane(BlobCodec codec) {
    this.codec = codec;
  }

  BlobCodec codec() {
    return codec;
  }

  byte[] scratch() {
    return scratch;
  }

  @Override
  public void close() {
    codec.close();
  }
}
