package io.holdfast.benchmarks;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.NodeOwner;
import io.holdfast.repository.tree.NodeTimes;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.repository.tree.TreeWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading a directory of 10,000 files: a score of 100 in ops/s is a million nodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TreeBenchmark {
  private static final int FILES = 10_000;
  private static final int REGULAR_FILE = 0x81a4;

  private final List<FileNode> nodes = new ArrayList<>();
  private byte[] tree = {};

  @Setup
  public void prepare() {
    var random = new Random(3);
    nodes.clear();
    for (int i = 0; i < FILES; i++) {
      nodes.add(node(i, random));
    }
    tree = write();
  }

  private static FileNode node(int number, Random random) {
    var modified = Instant.ofEpochSecond(1_700_000_000L + number, random.nextInt(1_000_000_000));
    var metadata =
        new NodeMetadata(
            FileMode.ofStatMode(REGULAR_FILE),
            NodeTimes.ofModification(modified, modified),
            new NodeOwner(1000, 1000, "anna", "users"),
            new NodeLinks(10_000L + number, 64_768, 1),
            List.of());
    var blob =
        new BlobId(
            new Sha256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
    return new FileNode(
        NodeName.of("document-%05d.txt".formatted(number)),
        metadata,
        random.nextInt(1 << 20),
        BlobList.of(List.of(blob)));
  }

  @Benchmark
  public byte[] write() {
    var writer = new TreeWriter(FILES * 400);
    nodes.forEach(writer::add);
    return writer.finish();
  }

  @Benchmark
  public int read() throws MalformedException {
    var reader = new TreeReader(tree);
    int count = 0;
    for (var node = reader.next(); node != null; node = reader.next()) {
      count++;
    }
    return count;
  }
}
