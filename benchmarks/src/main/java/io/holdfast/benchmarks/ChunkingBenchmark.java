package io.holdfast.benchmarks;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cutting 32 MiB: a score of 100 in ops/s is 3.4 GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ChunkingBenchmark {
  private static final int LENGTH = 32 << 20;

  @Param({"RANDOM", "DUMP"})
  private Sample sample = Sample.RANDOM;

  private byte[] bytes = {};

  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  private Chunker gear;

  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  private Chunker rabin;

  @Setup
  public void prepare() {
    var random = new SecureRandom();
    bytes = sample.bytes(LENGTH);
    gear = ChunkerParameters.Gear.generate(random).newChunker();
    rabin = new ChunkerParameters.Rabin(Polynomial.generate(random)).newChunker();
  }

  @Benchmark
  public int gear() {
    return chunks(gear);
  }

  @Benchmark
  public int rabin() {
    return chunks(rabin);
  }

  private int chunks(Chunker chunker) {
    chunker.reset();
    int chunks = 0;
    for (int at = 0; at >= 0; chunks++) {
      at = chunker.cut(bytes, at, LENGTH);
    }
    return chunks;
  }
}
