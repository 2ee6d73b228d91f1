package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A session with a MariaDB server, and what it says of itself. */
final class Mariadb {
  static final int USUAL_PORT = 3306;

  private static final String SETTINGS =
      "select version(), @@datadir, @@innodb_data_home_dir, @@innodb_log_group_home_dir,"
          + " @@innodb_undo_directory, @@log_bin_basename, @@innodb_flush_log_at_trx_commit";

  private final Database database;
  private final Endpoint endpoint;
  private final Scope scope;
  private final Duration limit;

  /**
   * What the server says of itself.
   *
   * @param version such as {@code 10.11.19-MariaDB}
   * @param data the data directory
   * @param lazy whether it acknowledges commits before they are written
   */
  record Server(String version, Path data, boolean lazy) {
    /** The part of the version that mariadb-backup must share: {@code 10.11}. */
    String series() {
      var parts = version.split("\\.", 3);
      return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }
  }

  Mariadb(HookPlan plan, Endpoint endpoint) {
    this.database = new Database(endpoint);
    this.endpoint = endpoint;
    this.scope = plan.scope();
    this.limit = plan.limits().step();
  }

  static Preset preset(HookPlan plan, Endpoint endpoint) throws IOException {
    endpoint.require("mariadb", "mysql");
    var server = new Mariadb(plan, endpoint);
    return switch (plan.method()) {
      case SNAPSHOT -> new MariadbSnapshot(server);
      case LIVE -> new MariadbLive(server, plan, endpoint);
    };
  }

  Database database() {
    return database;
  }

  /** Connects and looks whether the server is one whose cut can be right. */
  Server connect() throws IOException {
    var properties = new Properties();
    endpoint.options().forEach(properties::setProperty);
    properties.setProperty("user", endpoint.user());
    properties.setProperty("password", endpoint.password());
    properties.setProperty("connectTimeout", Long.toString(limit.toMillis()));
    properties.setProperty("tcpKeepAlive", "true");
    var url = "jdbc:mariadb://%s:%d/".formatted(endpoint.host(), endpoint.port(USUAL_PORT));
    database.connect(url, properties, limit);
    // When we are killed while a statement waits for a lock, the server stops waiting by itself.
    database.run("set session lock_wait_timeout = " + Math.max(1, limit.toSeconds()), limit);
    return examine();
  }

  private Server examine() throws IOException {
    var directories = new ArrayList<String>();
    var server =
        database.ask(
            SETTINGS,
            limit,
            row -> {
              row.next();
              for (int column = 2; column <= 6; column++) {
                var value = row.getString(column);
                directories.add(value == null ? "" : value);
              }
              return new Server(row.getString(1), Path.of(row.getString(2)), row.getInt(7) != 1);
            });
    if (!server.version().contains("MariaDB")) {
      throw new RefusedException(
          "the server is '%s', not MariaDB: its snapshots need own commands"
              .formatted(server.version()));
    }
    scope.inVolume(server.data(), "the server's data directory");
    for (var directory : directories) {
      requireCovered(server.data(), directory);
    }
    return server;
  }

  private void requireCovered(Path data, String setting) throws IOException {
    if (setting.isEmpty()) {
      return;
    }
    var path = data.resolve(setting).normalize();
    // The binary log's setting is the beginning of file names.
    var directory = Files.isDirectory(path) ? path : path.getParent();
    if (directory == null || !Files.exists(directory) || !scope.covers(directory)) {
      throw new RefusedException(
          ("the server keeps data in '%s' and logs in '%s', which no single cut holds: two copies"
               + " are not one cut; move the logs into the data directory, or make both volumes on"
               + " one subvolume and use the snapshot method")
              .formatted(data, path));
    }
  }

  /** Tables that were put elsewhere are named by link files beside their databases. */
  void requireNoTablesElsewhere(Server server) throws IOException {
    try (var links = Files.find(server.data(), 2, (path, _) -> path.toString().endsWith(".isl"))) {
      var first = links.findFirst();
      if (first.isPresent()) {
        var target = Path.of(Files.readString(first.get()).strip());
        if (!Files.exists(target) || !scope.covers(target)) {
          throw new RefusedException(
              "the table behind '%s' is in '%s', which is in no volume of this cut: make that a volume"
                  .formatted(first.get(), target));
        }
      }
    }
  }

  /** Runs a statement that needs a privilege, and says which. */
  void granted(String statement, String privileges) throws IOException {
    try {
      database.run(statement, limit);
    } catch (Database.RightsException refused) {
      throw new RefusedException(
          "%s may not '%s': run: GRANT %s ON *.* TO %s (%s)"
              .formatted(endpoint, statement, privileges, endpoint.user(), refused.getMessage()));
    }
  }

  /** Where the data directory is, relative to the volume's root. */
  Path inVolume(Server server) throws IOException {
    return scope.inVolume(server.data(), "the server's data directory");
  }

  static List<Exclusion> ofTheRunningServer(Path data) {
    return List.of(
        Exclusion.in(data, "*.pid", "belongs to the server that runs"),
        Exclusion.in(data, "*.sock", "belongs to the server that runs"),
        Exclusion.in(data, "ibtmp*", "temporary tables"));
  }
}
