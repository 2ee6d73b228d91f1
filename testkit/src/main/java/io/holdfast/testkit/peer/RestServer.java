package io.holdfast.testkit.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server of restic's REST protocol over a directory: {@code rclone serve restic} on 127.0.0.1.
 *
 * <p>The directory is the test's and stays after close; it holds the repository as restic's local
 * layout, so a test can damage files under the server.
 */
public final class RestServer implements AutoCloseable {
  private final LoopbackServer server;
  private final String scheme;

  private RestServer(LoopbackServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  /**
   * Starts a server without TLS.
   *
   * @param options further options of {@code rclone serve restic}, such as {@code --append-only} or
   *     {@code --user} and {@code --pass}
   */
  public static RestServer start(Path directory, String... options) throws IOException {
    return start(directory, null, options);
  }

  /** Starts a server, with TLS when there is a certificate. */
  public static RestServer start(
      Path directory, @Nullable ServerCertificate certificate, String... options)
      throws IOException {
    Path program = Peer.RCLONE.program();
    Path home = Files.createTempDirectory("holdfast-rclone-");
    // Its cache of listings would hide files that a test changes below it.
    Program server =
        Program.of(List.of(program.toString()))
            .with(Map.of("RCLONE_CONFIG", home.resolve("none.conf").toString()))
            .with("serve", "restic", "--cache-objects=false", directory.toString())
            .with(options);
    Program secured =
        certificate == null
            ? server
            : server
                .with("--cert", certificate.certificate().toString())
                .with("--key", certificate.key().toString());
    LoopbackServer started =
        LoopbackServer.start(
            home, port -> secured.with("--addr", "127.0.0.1:" + port), RestServer::accepts);
    return new RestServer(started, certificate == null ? "http" : "https");
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  /** Where it answers, with a slash at the end. */
  public URI endpoint() {
    return URI.create("%s://127.0.0.1:%d/".formatted(scheme, server.port()));
  }

  /** The repository at the server's root, as restic's {@code --repo} takes it. */
  public String repository() {
    return "rest:" + endpoint();
  }

  /** The server's process, to look at or to kill. */
  public RunningProgram process() {
    return server.running();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
