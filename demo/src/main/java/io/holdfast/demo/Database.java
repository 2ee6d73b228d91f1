package io.holdfast.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL server on a directory, stopped on close. */
final class Database implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server on {@code directory}: an empty one becomes a new database, any other is
   * recovered.
   *
   * @param place where the server's programs are unpacked, or already lie, beside its log
   */
  static Database start(Path directory, Path place) throws IOException {
    var binaries = Files.createDirectories(place.resolve("postgresql"));
    var log = place.resolve("postgresql.log");
    var output = Redirect.appendTo(log.toFile());
    try {
      return new Database(
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setPGStartupWait(LONGEST_START)
              .setErrorRedirector(output)
              .setOutputRedirector(output)
              .setLocaleConfig("locale", "C")
              // A commit that the customer hears of is on disk, as in a real shop.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("max_connections", "30")
              .start());
    } catch (IOException | RuntimeException failure) { // the library wraps what initdb says
      throw new IOException(
          "could not start PostgreSQL on %s: %s; its log says: %s"
              .formatted(directory, failure.getMessage(), end(log)),
          failure);
    }
  }

  private static String end(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "nothing";
    }
    var lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** What a program connects with. */
  String address() {
    return "postgresql://postgres@127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
