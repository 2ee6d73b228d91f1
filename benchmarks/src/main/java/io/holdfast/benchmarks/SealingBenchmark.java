package io.holdfast.benchmarks;

import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.Sha256;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Naming and sealing blobs of 1 MiB: a score of 1000 in ops/s is 1.05 GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SealingBenchmark {
  private static final int BLOB = 1 << 20;

  private byte[] plain = {};
  private byte[] sealed = {};
  private byte[] opened = {};

  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  private AuthenticatedCipher cipher;

  @Setup
  public void prepare() {
    var random = new SecureRandom();
    plain = Sample.RANDOM.bytes(BLOB);
    cipher = new AuthenticatedCipher(MasterKey.generate(random), random);
    sealed = cipher.seal(plain);
    opened = new byte[BLOB];
  }

  @Benchmark
  public Object sha256() {
    return Sha256.of(plain);
  }

  /** AES-256-CTR and Poly1305-AES. */
  @Benchmark
  public int seal() {
    return cipher.seal(plain, 0, BLOB, sealed, 0);
  }

  @Benchmark
  public int open() throws AuthenticationException {
    return cipher.open(sealed, 0, sealed.length, opened, 0);
  }
}
