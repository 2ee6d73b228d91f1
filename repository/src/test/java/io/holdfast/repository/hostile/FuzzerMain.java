package io.holdfast.repository.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** The program behind {@code ./harness hostile}: SEED INPUTS SECONDS CORPUS. */
public final class FuzzerMain {
  private FuzzerMain() {}

  /** Tries inputs until their number or the time is reached; exit code 1 when one failed. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      System.err.println("usage: FuzzerMain SEED INPUTS SECONDS CORPUS");
      System.exit(2);
    }
    long seed = Long.parseLong(arguments[0]);
    Fuzzer fuzzer =
        new Fuzzer(
            Target.all(new SplittableRandom(seed)), Path.of(arguments[3]), Duration.ofSeconds(20));
    long deadline = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
    fuzzer.run(seed, Long.parseLong(arguments[1]), deadline);
    fuzzer.report(System.out);
    System.exit(fuzzer.failures().isEmpty() ? 0 : 1);
  }
}
