package io.holdfast.host.peer;

import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A Redis server, run from the private directory of peers. */
public final class RedisServer implements AutoCloseable {
  private final Server server;
  private final Path client;
  private final int port;

  private RedisServer(Server server, Path client, int port) {
    this.server = server;
    this.client = client;
    this.port = port;
  }

  public static RedisServer start(Path data, String... options) throws IOException {
    Files.createDirectories(data);
    var program = Machine.program(Peer.REDIS);
    var client = Objects.requireNonNull(program.getParent()).resolve("redis-cli");
    var port = Machine.freePort();
    var argv =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString()));
    argv.addAll(List.of(options));
    var server =
        Server.start(
            argv,
            data.resolveSibling(data.getFileName() + ".log"),
            () ->
                Machine.run(client.toString(), "-p", Integer.toString(port), "ping")
                    .equals("PONG"));
    return new RedisServer(server, client, port);
  }

  /** What redis-cli prints. */
  public String ask(String... words) throws IOException {
    var argv = new ArrayList<>(List.of(client.toString(), "-p", Integer.toString(port)));
    argv.addAll(List.of(words));
    return Machine.run(argv.toArray(String[]::new));
  }

  public int port() {
    return port;
  }

  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.close();
  }
}
