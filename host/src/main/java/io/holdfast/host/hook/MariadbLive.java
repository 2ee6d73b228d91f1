package io.holdfast.host.hook;

import io.holdfast.host.process.Child;
import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MariaDB while it runs: {@code mariadb-backup} makes the copy, which replaces the data directory.
 *
 * <p>Files that are copied under a lock would not do: InnoDB writes its pages under every lock. The
 * copy is prepared, so that a server starts on it as on its own directory.
 */
final class MariadbLive implements Preset {
  private static final String PROGRAM = "mariadb-backup";
  private static final Pattern VERSION = Pattern.compile("based on MariaDB server (\\d+\\.\\d+)");
  private static final Pattern POSITION =
      Pattern.compile("^(?:end_lsn|to_lsn|last_lsn) = (\\d+)$", Pattern.MULTILINE);

  private static final Pattern TOO_FEW_RIGHTS = Pattern.compile("(?i)access denied|privilege");

  private final Mariadb server;
  private final HookPlan plan;
  private final Endpoint endpoint;

  MariadbLive(Mariadb server, HookPlan plan, Endpoint endpoint) {
    this.server = server;
    this.plan = plan;
    this.endpoint = endpoint;
  }

  @Override
  public List<Exclusion> open() throws IOException {
    if (!Child.isThere(PROGRAM)) {
      throw new RefusedException(
          "a live copy of MariaDB is made by the command mariadb-backup, which is not on PATH:"
              + " install the package mariadb-backup, or use the snapshot method");
    }
    var found = server.connect();
    var said = Command.of(PROGRAM, "--version").run(plan.limits().step());
    var version = VERSION.matcher(said.output() + said.errors());
    if (!version.find() || !version.group(1).equals(found.series())) {
      throw new RefusedException(
          "mariadb-backup must be of the server's version %s, and is: %s"
              .formatted(found.series(), said.words()));
    }
    server.database().release();
    return List.of(
        Exclusion.in(
            server.inVolume(found),
            "*",
            "a copy made by mariadb-backup is added from the overlay"));
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    var again = new Mariadb(plan, endpoint);
    Mariadb.Server found;
    Path model;
    try {
      found = again.connect();
      model = found.data().resolve("ibdata1");
    } finally {
      again.database().release();
    }
    var target = overlay.resolve(server.inVolume(found).toString());
    Files.createDirectories(target);
    run(
        Stream.concat(
                Stream.of(
                    "--no-defaults",
                    "--backup",
                    "--protocol=tcp",
                    "--host=" + endpoint.host(),
                    "--port=" + endpoint.port(Mariadb.USUAL_PORT),
                    "--user=" + endpoint.user(),
                    "--datadir=" + found.data(),
                    "--target-dir=" + target),
                encrypted().stream())
            .toList());
    run(List.of("--no-defaults", "--prepare", "--target-dir=" + target));
    Ownership.of(model).give(overlay);
    return Captured.of(position(target), List.of());
  }

  private List<String> encrypted() {
    var options = new ArrayList<String>();
    var mode = endpoint.options().getOrDefault("sslMode", "disable");
    if (!mode.equals("disable")) {
      options.add("--ssl");
      var authority = endpoint.options().get("serverSslCert");
      if (authority != null) {
        options.add("--ssl-ca=" + authority);
      }
      if (mode.equals("verify-full")) {
        options.add("--ssl-verify-server-cert");
      }
    }
    return options;
  }

  /**
   * The password is in a variable, which only root and the same user can see, not in a list of
   * processes.
   */
  private void run(List<String> arguments) throws IOException {
    var ended =
        Command.of(PROGRAM)
            .with(arguments.toArray(String[]::new))
            .with(Map.of("MYSQL_PWD", endpoint.password()))
            .runLeased(plan.limits().capture());
    if (ended.exit() == 0) {
      return;
    }
    var errors = endpoint.masked(ended.errors());
    var last = errors.lines().toList();
    var words = String.join("; ", last.subList(Math.max(0, last.size() - 3), last.size()));
    if (TOO_FEW_RIGHTS.matcher(errors).find()) {
      throw new RefusedException(
          "%s may not make a backup: run: GRANT RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR ON *.* TO %s (%s)"
              .formatted(endpoint, endpoint.user(), words));
    }
    throw new IOException("mariadb-backup failed (exit %d): %s".formatted(ended.exit(), words));
  }

  private static String position(Path target) throws IOException {
    for (var name : List.of("xtrabackup_checkpoints", "mariadb_backup_checkpoints")) {
      var file = target.resolve(name);
      if (Files.exists(file)) {
        var found = POSITION.matcher(Files.readString(file));
        if (found.find()) {
          return "lsn " + found.group(1);
        }
      }
    }
    return "";
  }

  @Override
  public void release() {
    server.database().release();
  }
}
