package io.holdfast.repository.hostile;

import com.sun.management.ThreadMXBean;
import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Sends mutated specimens through targets, and keeps the input of every failure. */
final class Fuzzer {
  /** Inputs of each target before its memory is measured: classes load, caches fill. */
  static final int WARM_UP = 500;

  private static final int MOST_FAILURES = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<Tally> tallies = new ArrayList<>();
  private final List<Tally> byWeight = new ArrayList<>();
  private final Path corpus;
  private final Watch watch;
  private final List<String> failures = new ArrayList<>();
  private final Set<String> problems = new HashSet<>();

  /** What became of one target's inputs. */
  static final class Tally {
    final Target target;
    long inputs;
    long passedFirst;
    long accepted;
    long mostBytes;
    double mostOfBound;
    long mostNanos;

    Tally(Target target) {
      this.target = target;
    }
  }

  /**
   * @param corpus where inputs of failures go
   * @param longest time for one input before it counts as a hang, which ends the process
   */
  Fuzzer(List<Target> targets, Path corpus, Duration longest) {
    this.corpus = corpus;
    this.watch = new Watch(longest, this::keep);
    for (Target target : targets) {
      Tally tally = new Tally(target);
      tallies.add(tally);
      for (int i = 0; i < target.weight(); i++) {
        byWeight.add(tally);
      }
    }
  }

  List<Tally> tallies() {
    return List.copyOf(tallies);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Tries {@code count} inputs from {@code seed} on, until {@code deadline} in nano time. */
  void run(long seed, long count, long deadline) throws IOException {
    try (watch) {
      watch.start();
      for (long i = 0; i < count && failures.size() < MOST_FAILURES; i++) {
        if ((i & 0xff) == 0 && System.nanoTime() > deadline) {
          return;
        }
        SplittableRandom random = new SplittableRandom(seed + i);
        Tally tally = byWeight.get(random.nextInt(byWeight.size()));
        attempt(tally, tally.target.maker().make(random), seed + i);
      }
    }
  }

  private void attempt(Tally tally, byte[] input, long seed) throws IOException {
    tally.inputs++;
    if (tally.target.first().passes(input)) {
      tally.passedFirst++;
    }
    String problem = tryOne(tally, input);
    if (problem != null && problems.add(tally.target.name() + problem.replaceAll("[0-9]+", ""))) {
      Path kept = keep(tally.target.name(), input);
      failures.add(
          "%s, input seed %d, kept as %s: %s".formatted(tally.target.name(), seed, kept, problem));
    }
  }

  private @Nullable String tryOne(Tally tally, byte[] input) {
    Target target = tally.target;
    watch.begin(target.name(), input);
    Target.Verification verification = null;
    long nanos = System.nanoTime();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      verification = target.decoder().decode(input);
    } catch (IOException expected) {
      // a refusal is what most inputs deserve
    } catch (Throwable crash) { // whatever else a decoder throws is what is looked for here
      return "crashed: " + described(crash);
    } finally {
      watch.end();
    }
    long used = THREADS.getCurrentThreadAllocatedBytes() - before;
    tally.mostNanos = Math.max(tally.mostNanos, System.nanoTime() - nanos);
    long bound = target.perByte() * input.length + target.constant();
    if (tally.inputs > WARM_UP) {
      // What caches and symbol tables take for good they take once, and not for each such input.
      for (int again = 0; again < 2 && used > bound; again++) {
        used = allocated(target, input);
      }
      tally.mostBytes = Math.max(tally.mostBytes, used);
      tally.mostOfBound = Math.max(tally.mostOfBound, (double) used / bound);
      if (used > bound) {
        return "%d bytes of input took %d bytes of memory, the bound is %d"
            .formatted(input.length, used, bound);
      }
    }
    if (verification == null) {
      return null;
    }
    tally.accepted++;
    return verified(verification);
  }

  private static long allocated(Target target, byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      var _ = target.decoder().decode(input);
    } catch (IOException asBefore) {
      // only its memory is of interest
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static @Nullable String verified(Target.Verification verification) {
    try {
      verification.run();
      return null;
    } catch (Throwable wrong) { // an accepted value must hold up, so anything thrown is a failure
      return "accepted, but: " + described(wrong);
    }
  }

  private static String described(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.toString());
    StackTraceElement[] stack = thrown.getStackTrace();
    for (int i = 0; i < Math.min(6, stack.length); i++) {
      text.append("\n      at ").append(stack[i]);
    }
    return text.toString();
  }

  private Path keep(String target, byte[] input) throws IOException {
    Files.createDirectories(corpus);
    Path file = corpus.resolve(target + "." + Sha256.of(input).brief());
    Files.write(file, input);
    return file;
  }

  /** Prints a line per target and the sum. */
  void report(PrintStream out) {
    out.printf(
        "%-12s %10s %8s %9s %12s %9s %9s%n",
        "target", "inputs", "first", "accepted", "most bytes", "of bound", "slowest");
    Tally sum = new Tally(tallies.getFirst().target);
    for (Tally tally : tallies) {
      print(out, tally.target.name(), tally);
      sum.inputs += tally.inputs;
      sum.passedFirst += tally.passedFirst;
      sum.accepted += tally.accepted;
      sum.mostBytes = Math.max(sum.mostBytes, tally.mostBytes);
      sum.mostOfBound = Math.max(sum.mostOfBound, tally.mostOfBound);
      sum.mostNanos = Math.max(sum.mostNanos, tally.mostNanos);
    }
    print(out, "all", sum);
    failures.forEach(failure -> out.println("FAILURE " + failure));
    out.printf(
        "RESULT inputs=%d first=%d accepted=%d failures=%d%n",
        sum.inputs, sum.passedFirst, sum.accepted, failures.size());
  }

  private static void print(PrintStream out, String name, Tally tally) {
    double inputs = Math.max(1, tally.inputs);
    out.printf(
        "%-12s %10d %7.1f%% %8.1f%% %12d %8.1f%% %6d ms%n",
        name,
        tally.inputs,
        100 * tally.passedFirst / inputs,
        100 * tally.accepted / inputs,
        tally.mostBytes,
        100 * tally.mostOfBound,
        tally.mostNanos / 1_000_000);
  }
}
