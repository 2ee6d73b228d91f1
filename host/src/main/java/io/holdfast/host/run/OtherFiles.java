package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.host.volume.BtrfsSnapshots;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.repository.restore.Overwrite;
import io.holdfast.repository.select.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a database that are of now, and would be replayed over those of then.
 *
 * @param patterns of what may be such a file
 * @param excludes what of a server's volume no backup has, and no restore removes
 */
record OtherFiles(List<String> patterns, List<String> excludes) {
  static final OtherFiles NONE = new OtherFiles(List.of(), List.of());

  /** By each of these a server's data directory is known: PostgreSQL, MariaDB, Redis. */
  private static final List<String> MARKS =
      List.of("PG_VERSION", "ibdata1", "dump.rdb", "appendonlydir", "appendonly.aof");

  /** Nobody looks for a data directory further below a volume. */
  private static final int DEEPEST = 4;

  OtherFiles {
    patterns = List.copyOf(patterns);
    excludes = List.copyOf(excludes);
  }

  /**
   * Those of a restore.
   *
   * @param wanted what of the volume is brought back: a log goes with its database alone
   */
  static OtherFiles of(List<String> patterns, Selection wanted, List<String> excludes) {
    if (patterns.contains(RestoreRequest.Volume.ALL)) {
      return new OtherFiles(patterns, excludes);
    }
    List<String> logs =
        patterns.stream()
            .filter(log -> wanted.matches(log.substring(0, log.lastIndexOf('-')).getBytes(UTF_8)))
            .toList();
    return logs.isEmpty() ? NONE : new OtherFiles(logs, List.of());
  }

  /** Of a database that came back alone, the log that its point has is to come back, too. */
  Overwrite overwrite() {
    return patterns.contains(RestoreRequest.Volume.ALL) ? Overwrite.NEVER : Overwrite.ALWAYS;
  }

  /**
   * What of a volume that was just filled may be one: of a server, all that is in its data
   * directories.
   */
  Selection in(Path volume) throws IOException {
    if (!patterns.contains(RestoreRequest.Volume.ALL)) {
      return including(patterns);
    }
    if (isServers(volume)) {
      return new Excluded(excludes, List.of("/" + BtrfsSnapshots.SHELF, "/lost+found")).rest();
    }
    List<String> found = new ArrayList<>();
    for (Path directory : servers(volume)) {
      found.add("/" + volume.relativize(directory));
    }
    excludes.stream()
        .filter(pattern -> !pattern.startsWith("!"))
        .forEach(pattern -> found.add("!" + pattern));
    return including(found);
  }

  /** The topmost: in its own, PostgreSQL has such directories once more. */
  private static List<Path> servers(Path volume) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> below = Files.walk(volume, DEEPEST)) {
      for (Path directory : (Iterable<Path>) below.filter(Files::isDirectory)::iterator) {
        if (found.stream().noneMatch(directory::startsWith) && isServers(directory)) {
          found.add(directory);
        }
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    return found;
  }

  /** Whether it is a data directory, or PostgreSQL's log, which may be in a volume of its own. */
  private static boolean isServers(Path directory) {
    return MARKS.stream().anyMatch(mark -> Files.exists(directory.resolve(mark)))
        || Files.isDirectory(directory.resolve("archive_status"));
  }

  private static Selection including(List<String> patterns) throws IOException {
    return new Selection.Including(List.of(Excluded.list(patterns)));
  }
}
