package io.holdfast.benchmarks;

import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.codec.Decompressor;
import io.holdfast.repository.codec.MalformedException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Compressing and decompressing blobs of 1 MiB: a score of 1000 in ops/s is 1.05 GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CompressionBenchmark {
  private static final int BLOB = 1 << 20;

  @Param({"RANDOM", "DUMP"})
  private Sample sample = Sample.RANDOM;

  @Param({"FASTEST", "AUTO", "BETTER", "MAX"})
  private CompressionLevel level = CompressionLevel.AUTO;

  private byte[] plain = {};
  private byte[] frame = {};
  private byte[] target = {};

  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  private Compressor compressor;

  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  private Decompressor decompressor;

  @Setup
  public void prepare() {
    plain = sample.bytes(BLOB);
    compressor = new Compressor(level);
    decompressor = new Decompressor();
    frame = compressor.compress(plain);
    target = new byte[Compressor.bound(BLOB)];
  }

  @Benchmark
  public int compress() {
    return compressor.compress(plain, 0, BLOB, target, 0);
  }

  @Benchmark
  public byte[] decompress() throws MalformedException {
    return decompressor.decompress(frame, 0, frame.length, BLOB);
  }

  @TearDown
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
