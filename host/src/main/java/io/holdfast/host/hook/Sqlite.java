package io.holdfast.host.hook;

import io.holdfast.host.process.Child;
import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SQLite databases.
 *
 * <p>A volume snapshot needs nothing: a database's log and journal lie beside it, and SQLite
 * recovers from a power failure. Live, the {@code sqlite3} command makes an online backup within
 * one read transaction. Without that transaction the backup begins again whenever somebody writes,
 * and under steady writes never ends; {@code VACUUM INTO} would not, but numbers rows anew in
 * tables without a key of their own. In WAL mode writers go on; with a rollback journal they wait.
 */
final class Sqlite implements Preset {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String COPY = "holdfast-sqlite-copy";

  private final Method method;
  private final Path volume;
  private final Limits limits;
  private final List<Path> databases;

  Sqlite(HookPlan plan, List<Path> databases) {
    this.method = plan.method();
    this.volume = plan.scope().volume();
    this.limits = plan.limits();
    this.databases = databases;
  }

  @Override
  public List<Exclusion> open() throws IOException {
    for (var database : databases) {
      require(database);
    }
    return switch (method) {
      case SNAPSHOT -> List.of();
      case LIVE -> {
        if (!Child.isThere("sqlite3")) {
          throw new RefusedException(
              "a live copy of a SQLite database is made by the command sqlite3, which is not on"
                  + " PATH: install the package sqlite3");
        }
        yield databases.stream().flatMap(database -> exclusions(database).stream()).toList();
      }
    };
  }

  private static List<Exclusion> exclusions(Path database) {
    var exclusions = new ArrayList<Exclusion>();
    exclusions.add(
        new Exclusion("/" + database, "an online backup of it is added from the overlay"));
    for (var suffix : List.of("-wal", "-shm", "-journal")) {
      exclusions.add(new Exclusion("/" + database + suffix, "belongs to the running database"));
    }
    return exclusions;
  }

  private void require(Path database) throws IOException {
    var file = volume.resolve(database);
    if (!Files.isRegularFile(file)) {
      throw new RefusedException("there is no SQLite database '%s'".formatted(file));
    }
    if (!file.toRealPath().equals(volume.toRealPath().resolve(database))) {
      throw new RefusedException(
          ("the SQLite database '%s' is reached through a link, and its log lies beside '%s': name"
                  + " the volume that holds it")
              .formatted(file, file.toRealPath()));
    }
    try (var stream = Files.newInputStream(file)) {
      var start = stream.readNBytes(MAGIC.length);
      // An empty file is a database in which nothing was made yet.
      if (start.length > 0 && !Arrays.equals(start, MAGIC)) {
        throw new RefusedException("'%s' is no SQLite database".formatted(file));
      }
    }
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    switch (method) {
      case SNAPSHOT -> {}
      case LIVE -> {
        for (var database : databases) {
          copy(database, overlay);
        }
      }
    }
    return Captured.of("", List.of());
  }

  private void copy(Path database, Path overlay) throws IOException {
    var source = volume.resolve(database).toRealPath();
    var target = overlay.resolve(database.toString());
    var place = Files.createDirectories(target.getParent());
    var busy = Math.min(limits.step().toMillis(), Integer.MAX_VALUE);
    // Run where the copy goes: a dot-command cannot quote every path.
    var ended =
        Command.of("sqlite3", "-batch", "-bail", source.toString())
            .with(
                ".timeout " + busy,
                "begin",
                "select count(*) from sqlite_schema",
                ".backup main " + COPY,
                "commit")
            .in(place)
            .runLeased(limits.capture());
    if (ended.exit() != 0) {
      throw new IOException(
          "could not copy the SQLite database '%s': sqlite3 said: %s"
              .formatted(source, ended.words()));
    }
    var copy = Files.move(place.resolve(COPY), target);
    Ownership.of(source).give(copy);
  }

  @Override
  public void release() {
    // The command is ended with its step, and its transaction with it.
  }
}
