package io.holdfast.host.hook;

import io.holdfast.host.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a policy names to make a volume's copy consistent. */
public sealed interface Hook {
  /**
   * A PostgreSQL server, 13 to 18, whose data directory is in the volume.
   *
   * @param connection {@code postgresql://user:password@host:port/database}
   */
  record Postgresql(Source connection) implements Hook {}

  /**
   * A MariaDB server, 10.5 or newer, whose data directory is in the volume.
   *
   * @param connection {@code mariadb://user:password@host:port}
   */
  record Mariadb(Source connection) implements Hook {}

  /**
   * A Redis server, 7 or newer, whose directory is in the volume.
   *
   * @param connection {@code redis://user:password@host:port}, or {@code rediss://} for TLS
   */
  record Redis(Source connection) implements Hook {}

  /**
   * SQLite databases.
   *
   * @param databases their files, relative to the volume's root
   */
  record Sqlite(List<Path> databases) implements Hook {
    public Sqlite {
      databases = List.copyOf(databases);
      if (databases.isEmpty()) {
        throw new IllegalArgumentException("the sqlite preset needs the names of its databases");
      }
      for (var database : databases) {
        if (database.isAbsolute() || !database.equals(database.normalize())) {
          throw new IllegalArgumentException(
              "the database '%s' is not a plain path relative to the volume's root"
                  .formatted(database));
        }
      }
    }
  }

  /**
   * A command before the cut and one after it.
   *
   * @param onError what the failure of one of them means
   */
  record Pair(Optional<Command> before, Optional<Command> after, OnError onError) implements Hook {
    public Pair {
      if (before.isEmpty() && after.isEmpty()) {
        throw new IllegalArgumentException("a pair of commands needs at least one of pre and post");
      }
    }
  }

  /**
   * One command that runs over the whole cut: it prints {@code ready} when the volume may be
   * copied, and ends when it reads {@code close}, or the end of its standard input.
   *
   * @param onError what its failure means
   */
  record Held(Command command, OnError onError) implements Hook {}

  /** What the failure of a command means for the point. */
  enum OnError {
    /** There is no point. */
    FAIL,
    /** There is one, and it says so. */
    CONTINUE
  }
}
