package io.holdfast.host.peer;

import io.holdfast.host.process.Command;
import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** This machine: its commands, its ports, and whom servers run as. */
public final class Machine {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Many servers refuse to run as root. */
  private static final String NOBODY = "65534";

  private Machine() {}

  /** Runs a command that must succeed; gives what it printed. */
  public static String run(String... argv) throws IOException {
    var ended = Command.of(argv).run(LONGEST);
    if (ended.exit() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(List.of(argv), ended.exit(), ended.words()));
    }
    return ended.output().strip();
  }

  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The command line as nobody, when we are root. */
  static List<String> unprivileged(List<String> argv) {
    if (!isRoot()) {
      return argv;
    }
    var longer =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    longer.addAll(argv);
    return longer;
  }

  /** Gives a directory tree to nobody, when we are root. */
  public static void giveAway(Path directory) throws IOException {
    if (isRoot()) {
      run("chown", "-R", NOBODY + ":" + NOBODY, directory.toString());
    }
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The program of a peer; it and the others in its directory are found by name from now on. */
  public static Path program(Peer peer) throws IOException {
    var program = peer.program();
    var directory = Objects.requireNonNull(program.getParent()).toString();
    synchronized (Machine.class) {
      var known = System.getProperty("holdfast.programs", "");
      if (!List.of(known.split(":", -1)).contains(directory)) {
        System.setProperty(
            "holdfast.programs", known.isEmpty() ? directory : known + ":" + directory);
      }
    }
    return program;
  }
}
