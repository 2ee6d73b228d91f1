package io.holdfast.repository.check;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The packs of the index, each once with all its blobs by offset, split ones joined. */
final class IndexedBlobs {
  private IndexedBlobs() {}

  /** Takes a pack. */
  interface Taker {
    void pack(PackId id, List<PackedBlob> blobs) throws IOException;
  }

  static void forEach(BlobIndex index, Set<PackId> split, Taker taker) throws IOException {
    Map<PackId, List<PackedBlob>> joined = new TreeMap<>();
    try {
      index.forEachPack((id, blobs) -> {
        if (split.contains(id)) {
          joined.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(blobs);
        } else {
          take(taker, id, blobs);
        }
      });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    for (Map.Entry<PackId, List<PackedBlob>> entry : joined.entrySet()) {
      entry.getValue().sort(Comparator.comparingLong(PackedBlob::offset));
      taker.pack(entry.getKey(), entry.getValue());
    }
  }

  private static void take(Taker taker, PackId id, List<PackedBlob> blobs) {
    try {
      taker.pack(id, blobs);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether the blobs follow one another from offset 0 on, as in a sound pack (F13). */
  static boolean isContiguous(List<PackedBlob> blobs) {
    long end = 0;
    for (PackedBlob blob : blobs) {
      if (blob.offset() != end) {
        return false;
      }
      end += blob.length();
    }
    return true;
  }
}
