package io.holdfast.cli.access;

import io.holdfast.repository.file.Host;
import io.holdfast.repository.task.Away;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that a command started for what it prints; what it prints as errors is shown. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments; no shell is asked
   * @param input where it reads from
   */
  public static ChildProcess start(List<String> command, ProcessBuilder.Redirect input)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    restoreLocale(builder.environment());
    return new ChildProcess(builder.start());
  }

  /** The launcher has put the program itself into a locale of its own. */
  private static void restoreLocale(Map<String, String> variables) {
    var before = variables.remove("HOLDFAST_LC_ALL");
    if (before == null) {
      return;
    }
    if (before.isEmpty()) {
      variables.remove("LC_ALL");
    } else {
      variables.put("LC_ALL", before);
    }
  }

  /** What it prints; nothing interrupts a read, so a thread of tasks that reads can be given up. */
  public InputStream output() {
    return new FilterInputStream(process.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        Away.begin();
        try {
          return in.read(bytes, offset, length);
        } finally {
          Away.end();
        }
      }
    };
  }

  /** Waits for its end; its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Ends it when it still runs, with what it has started: a shell's programs outlive the shell.
   * Those that do not heed that within two seconds are killed.
   */
  @Override
  public void close() {
    var all = paused(process.toHandle()).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(handle -> Host.resume(handle.pid()));
    if (!endWithin(PATIENCE, all)) {
      // Paused again, for those that go on may have started others.
      all.stream()
          .flatMap(ChildProcess::paused)
          .distinct()
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Waits also for an interrupted thread; one that is interrupted while it waits waits no more. */
  private static boolean endWithin(Duration patience, List<ProcessHandle> processes) {
    boolean interrupted = Thread.interrupted();
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException again) {
      interrupted = true;
      return false;
    } catch (TimeoutException | ExecutionException stillThere) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A program and what it has started; paused, for otherwise it could start more meanwhile. */
  private static Stream<ProcessHandle> paused(ProcessHandle program) {
    if (!program.isAlive()) {
      return Stream.empty();
    }
    Host.pause(program.pid());
    return Stream.concat(Stream.of(program), program.children().flatMap(ChildProcess::paused));
  }
}
