package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL around a copy that takes minutes: a base backup by the low-level interface.
 *
 * <p>One session is open from the start to the stop, as PostgreSQL asks for; when it ends early the
 * server leaves backup mode by itself and drops the slot, which is temporary. The slot keeps the
 * log files from being reused until they are copied.
 */
final class PostgresqlLive implements Preset {
  private static final Pattern FIRST_LOG_FILE =
      Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

  /** What the documentation says not to copy, each with its reason. */
  private static final List<Exclusion> NOT_COPIED =
      List.of(
          new Exclusion("pg_wal/*", "the log of the cut is added from the overlay"),
          new Exclusion("pg_replslot/*", "would keep log files that nobody reads"),
          new Exclusion("pg_dynshmem/*", "emptied at every start"),
          new Exclusion("pg_notify/*", "emptied at every start"),
          new Exclusion("pg_serial/*", "emptied at every start"),
          new Exclusion("pg_snapshots/*", "emptied at every start"),
          new Exclusion("pg_stat_tmp/*", "emptied at every start"),
          new Exclusion("pg_subtrans/*", "emptied at every start"),
          new Exclusion("backup_label", "the one of the cut is added from the overlay"),
          new Exclusion("tablespace_map", "the one of the cut is added from the overlay"),
          new Exclusion("backup_manifest", "describes another backup"),
          new Exclusion("current_logfiles", "belongs to the server that runs"));

  private static final List<Exclusion> ANYWHERE =
      List.of(
          new Exclusion("pgsql_tmp*", "temporary files of sorts"),
          new Exclusion("pg_internal.init*", "a cache that is rebuilt"));

  private final Postgresql server;
  private final Endpoint endpoint;
  private final HookPlan plan;
  private Postgresql.@Nullable Server found;

  private record Stop(String position, String label, String map, String lastFile) {}

  PostgresqlLive(Postgresql server, Endpoint endpoint, HookPlan plan) {
    this.server = server;
    this.endpoint = endpoint;
    this.plan = plan;
  }

  @Override
  public List<Exclusion> open() throws IOException {
    var opened = server.connect(endpoint);
    server.requireLogIn(opened.data(), Method.LIVE);
    server.granted(PostgresqlStatements.SLOT);
    server.granted(PostgresqlStatements.start(server.version()));
    found = opened;
    var data = server.inVolume(opened);
    var exclusions = new ArrayList<Exclusion>();
    NOT_COPIED.forEach(item -> exclusions.add(Exclusion.in(data, item.pattern(), item.reason())));
    Postgresql.OF_THE_RUNNING_SERVER.forEach(
        name -> exclusions.add(Exclusion.in(data, name, "belongs to the server that runs")));
    exclusions.addAll(ANYWHERE);
    return exclusions;
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    var opened = found;
    if (opened == null) {
      throw new IllegalStateException("captured before it was opened");
    }
    var stop = stop();
    var first = FIRST_LOG_FILE.matcher(stop.label());
    if (!first.find()) {
      throw new IOException("PostgreSQL's backup label names no log file: " + stop.label());
    }
    var data = opened.data();
    var target = Files.createDirectories(overlay.resolve(server.inVolume(opened).toString()));
    Files.writeString(target.resolve("backup_label"), stop.label());
    if (!stop.map().isBlank()) {
      Files.writeString(target.resolve("tablespace_map"), stop.map());
    }
    var log = new LogFiles(data.resolve("pg_wal"), opened.segment());
    new Steps(() -> {}, failure -> new IOException(failure.getMessage(), failure))
        .run(
            "copy the log files",
            plan.limits().capture(),
            () -> {
              log.copy(
                  first.group(1), stop.lastFile(), Files.createDirectory(target.resolve("pg_wal")));
              return true;
            });
    Ownership.of(data.resolve("PG_VERSION")).give(overlay);
    server.database().disconnect(plan.limits().step());
    return Captured.of(stop.position(), Postgresql.notes(opened));
  }

  private Stop stop() throws IOException {
    return server.granted(
        PostgresqlStatements.stop(server.version()),
        row -> {
          if (!row.next()) {
            throw new IOException("PostgreSQL ended the backup without a label");
          }
          var map = row.getString(3);
          return new Stop(
              row.getString(1), row.getString(2), map == null ? "" : map, row.getString(4));
        });
  }

  @Override
  public void release() {
    server.database().release();
  }
}
