package io.holdfast.testkit.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that was started, with its output read as it comes.
 *
 * <p>Closing ends it and what it started, first politely and after three seconds by force.
 */
public final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration UNTIL_KILLED = Duration.ofSeconds(30);
  private static final int SHOWN = 4000;

  private final Program program;
  private final Process process;
  private final Drain output;
  private final Drain errors;

  RunningProgram(Program program, Process process) {
    this.program = program;
    this.process = process;
    this.output = new Drain(process.getInputStream());
    this.errors = new Drain(process.getErrorStream());
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The newest of what it printed so far, standard error last; for messages and for waiting. */
  public String printed() {
    String all = output.soFar() + errors.soFar();
    return all.substring(Math.max(0, all.length() - SHOWN));
  }

  /**
   * Waits until it has ended.
   *
   * @throws IOException when it still runs after {@code longest}; it is killed then
   */
  public Finished await(Duration longest) throws IOException {
    if (!endsWithin(longest)) {
      kill();
      throw new IOException(
          "%s had not ended after %s and was killed; it printed last: %s"
              .formatted(String.join(" ", program.command()), longest, printed()));
    }
    String name = program.name();
    return new Finished(
        program.command(), process.exitValue(), output.whole(name), errors.whole(name));
  }

  /** Whether it ends within the time; returns at once when it does. */
  boolean endsWithin(Duration time) throws IOException {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      process.destroyForcibly();
      throw program.interrupted();
    }
  }

  /**
   * Ends it and what it started with SIGKILL, as an out-of-memory killer would, and waits for that.
   */
  public void kill() throws IOException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    endsWithin(UNTIL_KILLED);
    end(started);
  }

  private void end(List<ProcessHandle> started) throws IOException {
    for (ProcessHandle handle : started) {
      handle.destroyForcibly();
      try {
        handle.onExit().get(UNTIL_KILLED.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        throw program.interrupted();
      } catch (ExecutionException | TimeoutException failed) {
        throw new IOException(
            "process %d, started by %s, did not end when killed"
                .formatted(handle.pid(), program.name()),
            failed);
      }
    }
  }

  /** Asks it to end, with SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> started = process.descendants().toList();
    terminate();
    if (endsWithin(PATIENCE)) {
      end(started);
    } else {
      kill();
    }
  }
}
