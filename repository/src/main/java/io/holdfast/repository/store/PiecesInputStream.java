package io.holdfast.repository.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** A stream over buffers that follow one another; can be marked anywhere and reset. */
final class PiecesInputStream extends InputStream {
  private final List<ByteBuffer> pieces;
  private final ObjectContent.Pace pace;
  private int current;
  private int markedPiece;
  private int markedPosition;

  PiecesInputStream(List<ByteBuffer> pieces, ObjectContent.Pace pace) {
    this.pieces = pieces;
    this.pace = pace;
    mark(Integer.MAX_VALUE);
  }

  @Override
  public int read() throws IOException {
    if (!advance()) {
      return -1;
    }
    pace.pass(1);
    return pieces.get(current).get() & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, out.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    ByteBuffer piece = pieces.get(current);
    int taken = Math.min(Math.min(length, pace.slice()), piece.remaining());
    pace.pass(taken);
    piece.get(out, offset, taken);
    return taken;
  }

  @Override
  public int available() {
    long left = 0;
    for (ByteBuffer piece : pieces.subList(current, pieces.size())) {
      left += piece.remaining();
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  @Override
  public boolean markSupported() {
    return true;
  }

  @Override
  public void mark(int readLimit) {
    markedPiece = current;
    markedPosition = current < pieces.size() ? pieces.get(current).position() : 0;
  }

  @Override
  public void reset() {
    for (int i = markedPiece; i < pieces.size(); i++) {
      ByteBuffer piece = pieces.get(i);
      piece.position(i == markedPiece ? markedPosition : 0);
    }
    current = markedPiece;
  }

  private boolean advance() {
    while (current < pieces.size() && !pieces.get(current).hasRemaining()) {
      current++;
    }
    return current < pieces.size();
  }
}
