package io.holdfast.host.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A command that was started.
 *
 * <p>Its standard input stays open until {@link #release}, and is closed by the kernel when this
 * program dies. Closing ends it and all it started.
 */
public final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Command command;
  private final Process process;
  private final Reader output;
  private final Reader errors;

  private Child(Command command, Process process) {
    this.command = command;
    this.process = process;
    this.output = new Reader(process.getInputStream());
    this.errors = new Reader(process.getErrorStream());
  }

  static Child start(Command command) throws IOException {
    var argv = new ArrayList<>(command.argv());
    argv.set(0, found(command.program()).toString());
    var builder = new ProcessBuilder(argv);
    builder.environment().put("PATH", ProgramPath.text());
    var directory = command.directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().putAll(command.variables());
    return new Child(command, builder.start());
  }

  /** The JDK's own message shows the whole command line and no advice. */
  private static Path found(String program) throws IOException {
    return ProgramPath.find(program)
        .orElseThrow(() ->
            new FileNotFoundException(
                program.startsWith("/")
                    ? "could not start '%s': there is no such program".formatted(program)
                    : "could not start '%s': there is no such program on PATH".formatted(program)));
  }

  /** Whether a program can be started: by its path, or by its name where programs are. */
  public static boolean isThere(String program) {
    return ProgramPath.find(program).isPresent();
  }

  /** Closes its standard input, after which it sees the end of it. */
  public void release() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
  }

  /** Writes a line to its standard input. */
  public void say(String line) throws IOException {
    var writer = process.outputWriter(StandardCharsets.UTF_8);
    writer.write(line + "\n");
    writer.flush();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far, up to a bound. */
  public String printed() {
    return output.text();
  }

  /**
   * What it has printed in all, up to a bound; it has ended, and its last words may be under way.
   */
  public String printedInAll() {
    output.awaitEnd(PATIENCE);
    return output.text();
  }

  /** What it said of trouble so far, in one line that fits a message. */
  public String complained() {
    return new Ended(-1, "", errors.text()).words();
  }

  /**
   * The same of one that has just failed.
   *
   * @param patience how long its words may be under way
   */
  public String complained(Duration patience) throws IOException {
    try {
      errors.awaitAny(patience);
    } catch (InterruptedException _) {
      throw interrupted();
    }
    return complained();
  }

  /**
   * Waits for its end and leaves it alone when that does not come.
   *
   * @throws IOException when it still runs after the limit
   */
  public void awaitOnly(Duration limit) throws IOException {
    try {
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException(
            "process %d, which runs '%s', has not ended after %d s and was left alone: look what it does"
                .formatted(process.pid(), command, limit.toSeconds()));
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** Asks what it has started to end, and leaves it itself alone. */
  public void endChildren() {
    process.descendants().forEach(ProcessHandle::destroy);
  }

  /**
   * Waits until it has printed {@code line}.
   *
   * @return whether it did; not when it ended before
   * @throws IOException when neither happens within the limit
   */
  public boolean prints(String line, Duration limit) throws IOException {
    try {
      if (output.awaitLine(line, limit)) {
        return true;
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    if (output.isAtEnd()) {
      return false;
    }
    throw new IOException(
        "%s did not print the line '%s' within %d s".formatted(command, line, limit.toSeconds()));
  }

  /**
   * Waits for its end.
   *
   * @throws IOException when it is not done within the limit; it is ended then
   */
  public Ended await(Duration limit) throws IOException {
    if (!endsWithin(limit)) {
      close();
      throw new IOException(
          "%s was not done within %d s and was ended; %s"
              .formatted(command, limit.toSeconds(), said().words()));
    }
    output.awaitEnd(PATIENCE);
    errors.awaitEnd(PATIENCE);
    return said();
  }

  private Ended said() {
    return new Ended(process.isAlive() ? -1 : process.exitValue(), output.text(), errors.text());
  }

  private boolean endsWithin(Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      close();
      throw interrupted();
    }
  }

  private InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while %s ran".formatted(command.program()));
  }

  /** Ends it and what it started: politely, and after five seconds by force. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      giveUpLease();
      return;
    }
    var started = process.descendants().toList();
    started.forEach(ProcessHandle::destroy);
    process.destroy();
    var interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      interrupted = true;
      process.destroyForcibly();
    }
    started.forEach(ProcessHandle::destroyForcibly);
    giveUpLease();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes its standard input; it may have ended before. */
  public void giveUpLease() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
    } catch (IOException _) {
      // Nobody reads it any more: the child has ended.
    }
  }
}
