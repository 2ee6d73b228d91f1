package io.holdfast.host.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A PostgreSQL server, 18 of the library's, or of the directory of programs that the system
 * property {@code holdfast.postgresql} names.
 */
public final class PostgresqlServer implements AutoCloseable {
  private static Path unpacked = Path.of("");

  private final Server server;
  private final int port;

  private PostgresqlServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  private static synchronized Path programs() throws IOException {
    var given = System.getProperty("holdfast.postgresql");
    if (given != null) {
      return Path.of(given);
    }
    if (unpacked.toString().isEmpty()) {
      var directory = Files.createTempDirectory("holdfast-postgresql-");
      var architecture = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
      var archive = directory.resolve("programs.txz");
      try (var stream =
          PostgresqlServer.class.getResourceAsStream("/postgres-linux-" + architecture + ".txz")) {
        Files.copy(Objects.requireNonNull(stream), archive);
      }
      Machine.run("tar", "-xJf", archive.toString(), "-C", directory.toString());
      Machine.run("chmod", "755", directory.toString());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                try {
                  Machine.run("rm", "-rf", directory.toString());
                } catch (IOException _) {
                  // Files in the directory for temporary ones stay.
                }
              }));
      unpacked = directory.resolve("bin");
    }
    return unpacked;
  }

  /** Makes a new database in an empty directory. */
  public static void make(Path data, String... options) throws IOException {
    Files.createDirectories(data);
    Machine.run("chmod", "700", data.toString());
    Machine.giveAway(data);
    var argv =
        new ArrayList<>(
            List.of(
                programs().resolve("initdb").toString(),
                "--no-sync",
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C",
                "-D",
                data.toString()));
    argv.addAll(List.of(options));
    Machine.run(Machine.unprivileged(argv).toArray(String[]::new));
  }

  /** Starts on a directory; one that was copied is recovered first. */
  public static PostgresqlServer start(Path data, String... settings) throws IOException {
    var port = Machine.freePort();
    var argv =
        new ArrayList<>(
            List.of(
                programs().resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_wal_size=64MB",
                "-c",
                "min_wal_size=32MB"));
    for (var setting : settings) {
      argv.addAll(List.of("-c", setting));
    }
    var log = data.resolveSibling(data.getFileName() + ".log");
    var server =
        Server.start(
            Machine.unprivileged(argv),
            log,
            () -> {
              try (var _ = connect(port)) {
                return true;
              }
            });
    return new PostgresqlServer(server, port);
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port));
  }

  public Connection connect() throws SQLException {
    return connect(port);
  }

  /** As a kind would name it. */
  public String address(String user, String password) {
    return "postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(user, password, port);
  }

  public String address() {
    return "postgresql://postgres@127.0.0.1:%d/postgres".formatted(port);
  }

  public Server server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
