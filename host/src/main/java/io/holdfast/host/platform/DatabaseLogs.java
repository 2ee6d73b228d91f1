package io.holdfast.host.platform;

import io.holdfast.api.application.Hooks;
import io.holdfast.api.application.Volume;
import io.holdfast.protection.restore.RestoreRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a database replays when it starts: beside files of then, of then as well or not there.
 *
 * <p>Source for SQLite: "Temporary Files Used By SQLite", https://sqlite.org/tempfiles.html.
 */
final class DatabaseLogs {
  private DatabaseLogs() {}

  /** Patterns of a volume; none where there is no database. */
  static List<String> of(Volume volume) {
    Hooks hooks = volume.hooks();
    if (hooks == null || hooks.preset() == null) {
      return volume.role() == Volume.Role.WAL ? List.of(RestoreRequest.Volume.ALL) : List.of();
    }
    return switch (hooks.preset()) {
      case POSTGRESQL, MARIADB, REDIS -> List.of(RestoreRequest.Volume.ALL);
      case SQLITE ->
          hooks.databases().stream()
              .flatMap(
                  file -> Stream.of("-wal", "-shm", "-journal").map(suffix -> "/" + file + suffix))
              .toList();
    };
  }
}
