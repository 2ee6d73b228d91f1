package io.holdfast.repository.index;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.PackEntry;
import java.util.List;

/** A pack and all its blobs, as an index file names them; of the blobs there is at least one. */
public record IndexedPack(PackId id, List<PackEntry> blobs) {
  public IndexedPack {
    blobs = List.copyOf(blobs);
    if (blobs.isEmpty()) {
      throw new IllegalArgumentException("pack " + id + " has no blobs: it cannot be indexed");
    }
  }
}
