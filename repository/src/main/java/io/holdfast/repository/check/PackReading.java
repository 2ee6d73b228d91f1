package io.holdfast.repository.check;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pack to be read: which, how long, what the index says is in it, and where to cut it.
 *
 * @param size the store's word for it
 * @param blobs by offset
 * @param ends where the pieces end
 */
record PackReading(PackId id, long size, List<PackedBlob> blobs, List<Long> ends) {
  /** So many bytes are read at a time, more only where one blob is larger; few are. */
  static final int PIECE = 4 << 20;

  // A header of this size and the blobs before it still go together in one array.
  private static final int LARGEST_TAIL = PIECE + PackHeader.MAX_SEALED_BYTES;

  PackReading(PackId id, long size, List<PackedBlob> blobs) {
    this(id, size, List.copyOf(blobs), cuts(size, blobs));
  }

  private static List<Long> cuts(long size, List<PackedBlob> blobs) {
    List<Long> ends = new ArrayList<>();
    long start = 0;
    long last = 0;
    for (PackedBlob blob : blobs) {
      long end = blob.offset() + blob.length();
      // Blobs that overlap, or lie beyond the end, are looked at one by one.
      if (blob.offset() < last || end > size) {
        continue;
      }
      if (end - start > PIECE && blob.offset() > start) {
        start = blob.offset();
        ends.add(start);
      }
      last = end;
    }
    if (size - start > PIECE && last > start) {
      start = last;
      ends.add(start);
    }
    while (size - start > LARGEST_TAIL) {
      start += PIECE;
      ends.add(start);
    }
    if (start < size) {
      ends.add(size);
    }
    return ends;
  }

  ObjectName name() {
    return ObjectName.of(ObjectKind.PACK, id.hash());
  }

  /** The pieces, read by whoever asks for them. */
  Pieces from(ObjectStore store, PieceMemory memory) {
    return new Pieces() {
      private int next;

      @Override
      public @Nullable Piece next() throws IOException {
        return next == ends.size() ? null : piece(store, memory, next++);
      }

      @Override
      public void release(Piece piece) {
        memory.giveBack(piece.bytes());
      }
    };
  }

  Pieces.Piece piece(ObjectStore store, PieceMemory memory, int number) throws IOException {
    long start = number == 0 ? 0 : ends.get(number - 1);
    int length = Math.toIntExact(ends.get(number) - start);
    if (length > PieceMemory.LARGEST) {
      // The store sees to it that there is so much before it takes the memory.
      return new Pieces.Piece(start, length, store.read(name(), start, length));
    }
    byte[] bytes = memory.take(length);
    store.readInto(bytes, name(), start, length);
    return new Pieces.Piece(start, length, bytes);
  }
}
