package io.holdfast.benchmarks;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.pack.BlobType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Looking up blobs among a million, known ones and unknown ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class IndexBenchmark {
  private static final int BLOBS = 1_000_000;

  private final SplittableRandom random = new SplittableRandom(9);
  private final List<BlobId> known = new ArrayList<>();
  private BlobIndex index = new BlobIndex();
  private IndexFiles strangers = new IndexFiles(2);

  @Setup
  public void prepare() throws MalformedException {
    var files = new IndexFiles(1);
    index = new BlobIndex();
    strangers = new IndexFiles(2);
    known.clear();
    while (index.blobCount() < BLOBS) {
      for (var pack : IndexFile.decode(files.next())) {
        index.add(pack);
        known.add(pack.blobs().getFirst().id());
      }
    }
  }

  @Benchmark
  public boolean known() {
    return index.contains(BlobType.DATA, known.get(random.nextInt(known.size())));
  }

  @Benchmark
  public boolean unknown() {
    return index.contains(BlobType.DATA, new BlobId(strangers.hash()));
  }
}
