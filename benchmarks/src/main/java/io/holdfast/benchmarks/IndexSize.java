package io.holdfast.benchmarks;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import java.time.Duration;

/** Loads the index of a large repository once, and prints what it takes. */
public final class IndexSize {
  private static final int DEFAULT_BLOBS = 10_000_000;

  private IndexSize() {}

  /** The argument is the number of blobs: ten million when there is none. */
  public static void main(String[] arguments) throws MalformedException {
    int blobs = arguments.length == 0 ? DEFAULT_BLOBS : Integer.parseInt(arguments[0]);
    var files = new IndexFiles(1);
    var index = new BlobIndex();
    long read = 0;
    long nanos = 0;
    while (index.blobCount() < blobs) {
      var json = files.next();
      read += json.length;
      var start = System.nanoTime();
      IndexFile.read(json, index::add);
      nanos += System.nanoTime() - start;
    }
    System.out.printf(
        "index: %,d blobs in %,d packs, %.1f bytes for each blob, loaded in %.1f s on one core (%,d"
            + " MB of JSON)%n",
        index.blobCount(),
        index.packCount(),
        (double) index.bytesUsed() / index.blobCount(),
        Duration.ofNanos(nanos).toMillis() / 1_000.0,
        read / 1_000_000);
  }
}
