package io.holdfast.host.peer;

import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A MariaDB server, run from the private directory of peers. */
public final class MariadbServer implements AutoCloseable {
  private static final String PASSWORD = "s3cret";

  private final Server server;
  private final int port;

  private MariadbServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  private static List<String> command(Path data) throws IOException {
    var program = Machine.program(Peer.MARIADB);
    var base = Objects.requireNonNull(program.getParent()).resolveSibling("tree/usr");
    var share = base.resolve("share/mysql");
    return List.of(
        program.toString(),
        "--no-defaults",
        "--user=root",
        "--basedir=" + base,
        "--lc-messages-dir=" + share,
        "--character-sets-dir=" + share.resolve("charsets"),
        "--datadir=" + data,
        "--innodb-log-file-size=16M",
        "--innodb-buffer-pool-size=32M");
  }

  /** Makes a new database in an empty directory, with an account {@code backup}. */
  public static void make(Path data) throws IOException {
    Files.createDirectories(data);
    var argv = new ArrayList<>(command(data));
    argv.add("--bootstrap");
    var share = Path.of(argv.get(4).substring("--lc-messages-dir=".length()));
    var sql = new StringBuilder("create database mysql;\nuse mysql;\n");
    for (var script : List.of("mysql_system_tables.sql", "mysql_system_tables_data.sql")) {
      sql.append(Files.readString(share.resolve(script))).append('\n');
    }
    sql.append(
        """
        flush privileges;
        create user backup@'127.0.0.1' identified by '%s';
        grant all on *.* to backup@'127.0.0.1';
        create user weak@'127.0.0.1' identified by '%s';
        """
            .formatted(PASSWORD, PASSWORD));
    var script = data.resolveSibling(data.getFileName() + ".sql");
    Files.writeString(script, sql);
    var log = data.resolveSibling(data.getFileName() + ".log");
    var process =
        new ProcessBuilder(argv)
            .redirectInput(script.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("no new MariaDB could be made: " + Files.readString(log));
    }
  }

  public static MariadbServer start(Path data, String... options) throws IOException {
    var port = Machine.freePort();
    var argv = new ArrayList<>(command(data));
    // A socket's path must be short.
    var socket = Files.createTempDirectory("hf").resolve("s");
    argv.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1", "--socket=" + socket));
    argv.addAll(List.of(options));
    var server =
        Server.start(
            argv,
            data.resolveSibling(data.getFileName() + ".log"),
            () -> {
              try (var _ = connect(port)) {
                return true;
              }
            });
    return new MariadbServer(server, port);
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:%d/?user=backup&password=%s".formatted(port, PASSWORD));
  }

  public Connection connect() throws SQLException {
    return connect(port);
  }

  public String address() {
    return address("backup");
  }

  public String address(String user) {
    return "mariadb://%s:%s@127.0.0.1:%d".formatted(user, PASSWORD, port);
  }

  public Server server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
