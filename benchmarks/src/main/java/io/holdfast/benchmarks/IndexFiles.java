package io.holdfast.benchmarks;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.SplittableRandom;

/** Index files of a large repository, made when they are needed: packs of sixteen blobs. */
final class IndexFiles {
  private static final int BLOBS_PER_PACK = 16;

  private final SplittableRandom random;

  IndexFiles(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The JSON of the next file, as full as files get. */
  byte[] next() {
    var packs = new ArrayList<IndexedPack>();
    for (int blobs = 0; blobs < IndexFile.MAX_BLOBS; blobs += BLOBS_PER_PACK) {
      packs.add(pack());
    }
    return IndexFile.encode(packs);
  }

  private IndexedPack pack() {
    var entries = new ArrayList<PackEntry>(BLOBS_PER_PACK);
    long offset = 0;
    for (int i = 0; i < BLOBS_PER_PACK; i++) {
      int length = 500_000 + random.nextInt(1_000_000);
      var entry =
          new PackEntry(BlobType.DATA, new BlobId(hash()), offset, length, length + 300_000);
      entries.add(entry);
      offset = entry.end();
    }
    return new IndexedPack(new PackId(hash()), entries);
  }

  /** Any hash; those of another seed are in no file. */
  Sha256 hash() {
    return new Sha256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
