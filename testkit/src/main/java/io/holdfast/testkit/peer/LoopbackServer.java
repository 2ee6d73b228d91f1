package io.holdfast.testkit.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server program on a free port of 127.0.0.1 that has begun to answer.
 *
 * <p>Ends with the JVM at the latest.
 */
final class LoopbackServer implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(1);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);
  private static final int PORTS_TRIED = 3;

  /** The command line for a port. */
  interface Launch {
    Program on(int port) throws IOException;
  }

  /** Whether the server does its work already; being refused a connection means not yet. */
  interface Probe {
    boolean answers(int port) throws IOException;
  }

  private final RunningProgram running;
  private final int port;
  private final Path home;
  private final Thread atExit;

  private LoopbackServer(RunningProgram running, int port, Path home) {
    this.running = running;
    this.port = port;
    this.home = home;
    this.atExit = Thread.ofPlatform().unstarted(running::terminate);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param home the server's directory; deleted on close, and when starting fails
   * @throws IOException when it ends instead, with what it printed, or is not ready in a minute
   */
  static LoopbackServer start(Path home, Launch launch, Probe probe) throws IOException {
    String printed = "";
    try {
      for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
        int port = freePort();
        RunningProgram running = launch.on(port).start();
        if (becomesReady(running, port, probe)) {
          return new LoopbackServer(running, port, home);
        }
        // Between our look and the server's start another process may have taken the port.
        printed = running.printed();
      }
    } catch (IOException failed) {
      Directories.delete(home);
      throw failed;
    }
    Directories.delete(home);
    throw new IOException("the server ended as soon as it was started; it printed: " + printed);
  }

  /** Whether it got ready; it ended by itself otherwise. */
  private static boolean becomesReady(RunningProgram running, int port, Probe probe)
      throws IOException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    IOException last = new IOException("no answer yet");
    while (System.nanoTime() < deadline) {
      if (running.endsWithin(BETWEEN_PROBES)) {
        return false;
      }
      try {
        if (probe.answers(port)) {
          return true;
        }
      } catch (IOException notYet) {
        last = notYet;
      }
    }
    String printed = running.printed();
    running.close();
    throw new IOException(
        "the server on port %d was not ready after %s; it printed: %s"
            .formatted(port, LONGEST_START, printed),
        last);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  RunningProgram running() {
    return running;
  }

  @Override
  public void close() throws IOException {
    running.close();
    Runtime.getRuntime().removeShutdownHook(atExit);
    Directories.delete(home);
  }
}
