package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A session with a PostgreSQL server, and what it says of itself. */
final class Postgresql {
  /** Belongs to the server that runs: a copy with it may refuse to start. */
  static final List<String> OF_THE_RUNNING_SERVER = List.of("postmaster.pid", "postmaster.opts");

  private static final int USUAL_PORT = 5432;
  private static final int PORT_LINE = 3;

  private final Database database;
  private final Scope scope;
  private final Duration limit;
  private final String role;
  private int version;

  /**
   * What the server says of itself.
   *
   * @param segment how many bytes a log file has
   * @param spaces where tables lie outside of the data directory, as {@code name at path}
   */
  record Server(Path data, long segment, List<String> spaces) {
    Server {
      spaces = List.copyOf(spaces);
    }
  }

  private record Settings(boolean standby, Path data, String port, long segment, long identifier) {}

  private Postgresql(Endpoint endpoint, HookPlan plan) {
    this.database = new Database(endpoint);
    this.scope = plan.scope();
    this.limit = plan.limits().step();
    this.role = endpoint.user().isEmpty() ? "the role" : endpoint.user();
  }

  static Preset preset(HookPlan plan, Endpoint endpoint) throws IOException {
    endpoint.require("postgresql", "postgres");
    var server = new Postgresql(endpoint, plan);
    return switch (plan.method()) {
      case SNAPSHOT -> new PostgresqlSnapshot(server, endpoint);
      case LIVE -> new PostgresqlLive(server, endpoint, plan);
    };
  }

  Database database() {
    return database;
  }

  int version() {
    return version;
  }

  /** Connects and looks whether the server is one whose cut can be right. */
  Server connect(Endpoint endpoint) throws IOException {
    var properties = new Properties();
    endpoint.options().forEach(properties::setProperty);
    properties.setProperty("user", endpoint.user());
    properties.setProperty("password", endpoint.password());
    properties.setProperty("ApplicationName", "holdfast");
    properties.setProperty("connectTimeout", Long.toString(Math.max(1, limit.toSeconds())));
    properties.setProperty("tcpKeepAlive", "true");
    var url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                endpoint.host(),
                endpoint.port(USUAL_PORT),
                endpoint.name().isEmpty() ? "postgres" : endpoint.name());
    database.connect(url, properties, limit);
    version = requireVersion();
    if (version >= PostgresqlStatements.WATCHES_CLIENTS) {
      // A server that waits for something notices that we were killed, and lets go.
      database.run("set client_connection_check_interval = '1s'", limit);
    }
    return examine();
  }

  private int requireVersion() throws IOException {
    int found =
        database.ask(
            "select current_setting('server_version_num')::int",
            limit,
            row -> row.next() ? row.getInt(1) : 0);
    if (found < PostgresqlStatements.OLDEST || found > PostgresqlStatements.NEWEST) {
      throw new RefusedException(
          "the server is PostgreSQL %d: the preset knows 13 to 18".formatted(found / 10000));
    }
    return found;
  }

  private Server examine() throws IOException {
    var settings =
        granted(
            PostgresqlStatements.SETTINGS,
            row -> {
              row.next();
              return new Settings(
                  row.getBoolean(1),
                  Path.of(row.getString(2)),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5));
            });
    if (settings.standby()) {
      throw new RefusedException(
          "the server is a standby: a copy of it follows its primary as soon as it starts, and a"
              + " live copy needs its control file to be copied last; protect the primary instead");
    }
    scope.inVolume(settings.data(), "the server's data directory");
    requireSameServer(settings);
    var spaces =
        database.ask(
            PostgresqlStatements.TABLESPACES,
            limit,
            rows -> {
              var found = new ArrayList<String>();
              while (rows.next()) {
                requireCovered(rows.getString(1), Path.of(rows.getString(2)));
                found.add("%s at %s".formatted(rows.getString(1), rows.getString(2)));
              }
              return found;
            });
    return new Server(settings.data(), settings.segment(), spaces);
  }

  /** Where the data directory is, relative to the volume's root. */
  Path inVolume(Server server) throws IOException {
    return scope.inVolume(server.data(), "the server's data directory");
  }

  /** Asks what only some roles may, and says what to grant. */
  <T> T granted(String statement, Database.Answer<T> answer) throws IOException {
    try {
      return database.ask(statement, limit, answer);
    } catch (Database.RightsException refused) {
      throw tooFewRights(statement, refused);
    }
  }

  /** The same for what gives no answer. */
  void granted(String statement) throws IOException {
    try {
      database.run(statement, limit);
    } catch (Database.RightsException refused) {
      throw tooFewRights(statement, refused);
    }
  }

  private RefusedException tooFewRights(String statement, Database.RightsException refused) {
    return new RefusedException(
        "%s may not '%s': %s (%s)"
            .formatted(
                role,
                statement,
                PostgresqlStatements.grant(statement, role, version),
                refused.getMessage()));
  }

  /**
   * The connection and the directory come from two lines of a kind, which may not belong together.
   */
  private static void requireSameServer(Settings settings) throws IOException {
    var data = settings.data();
    var control = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    try (var file = Files.newByteChannel(data.resolve("global/pg_control"))) {
      while (control.hasRemaining() && file.read(control) >= 0) {
        // reads on
      }
    }
    var postmaster = data.resolve("postmaster.pid");
    var running = Files.exists(postmaster) ? Files.readAllLines(postmaster) : List.<String>of();
    if (control.hasRemaining()
        || control.getLong(0) != settings.identifier()
        || running.size() <= PORT_LINE
        || !running.get(PORT_LINE).strip().equals(settings.port())) {
      throw new RefusedException(
          ("the server that was asked says that its data is in '%s', but what is there on this"
               + " machine is not the data of that server: connect to the server of this machine")
              .formatted(data));
    }
  }

  private void requireCovered(String name, Path location) throws IOException {
    if (!scope.covers(location)) {
      throw new RefusedException(
          ("the tablespace '%s' is in '%s', which is in no volume of this cut: make that directory"
                  + " a volume of the application")
              .formatted(name, location));
    }
  }

  /**
   * The log directory, when it is a link, is on a volume of its own.
   *
   * @param data the data directory
   */
  void requireLogIn(Path data, Method method) throws IOException {
    var log = data.resolve("pg_wal");
    if (!Files.isSymbolicLink(log)) {
      return;
    }
    var real = log.toRealPath();
    switch (method) {
      case LIVE ->
          throw new RefusedException(
              ("pg_wal is a link to '%s': a live copy would hold the link, and a server that starts"
                   + " on it would write into the log of the running one; use the snapshot method"
                   + " with both on one btrfs subvolume, or move the log into the data directory")
                  .formatted(real));
      case SNAPSHOT -> {
        if (!scope.covers(real)) {
          throw new RefusedException(
              ("the data is in '%s' and its log in '%s', which no single volume snapshot freezes"
                   + " with it: two snapshots are not one cut, and such a copy does not start, or"
                   + " starts damaged; put both on one subvolume")
                  .formatted(data, real));
        }
      }
    }
  }

  /** What a person who restores aside must know, or damages what runs. */
  static List<String> notes(Server server) throws IOException {
    var notes = new ArrayList<String>();
    for (var space : server.spaces()) {
      notes.add(
          ("the tablespace %s has an absolute path: before a copy is started beside the running"
                  + " server, change its link in pg_tblspc and its line in tablespace_map")
              .formatted(space));
    }
    var log = server.data().resolve("pg_wal");
    if (Files.isSymbolicLink(log) && Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
      notes.add(
          "pg_wal is a link to %s: before a copy is started beside the running server, change it"
              .formatted(Files.readSymbolicLink(log)));
    }
    return notes;
  }
}
