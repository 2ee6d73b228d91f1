package io.holdfast.host.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server's process; its output is in a file. Killed on close, as a power failure would. */
public final class Server implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final Thread atExit;

  /** Whether it answers yet. */
  public interface Probe {
    boolean answers() throws Exception;
  }

  private Server(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts it and waits until it answers. */
  static Server start(List<String> argv, Path log, Probe probe) throws IOException {
    var builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var server = new Server(builder.start(), log);
    try {
      server.awaitAnswer(probe);
      return server;
    } catch (IOException | InterruptedException failed) {
      server.close();
      throw new IOException("the server did not start: " + server.log(), failed);
    }
  }

  private void awaitAnswer(Probe probe) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + LONGEST_START.toNanos();
    var last = new IOException("no answer yet");
    while (System.nanoTime() < deadline) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("it ended with " + process.exitValue());
      }
      try {
        if (probe.answers()) {
          return;
        }
      } catch (Exception notYet) { // whatever a driver says of a server that is not up
        last = new IOException(notYet);
      }
    }
    throw last;
  }

  /** The end of what it printed. */
  public String log() throws IOException {
    var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
  }

  public long pid() {
    return process.pid();
  }

  /** Its own processes as well: PostgreSQL's would go on for a while. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The JVM is ending: the hook runs.
    }
  }
}
