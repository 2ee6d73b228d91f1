package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * MariaDB around an atomic volume snapshot.
 *
 * <p>InnoDB alone would need nothing: it recovers from what a power failure leaves. The backup
 * stages are for the rest: tables of engines without a log are flushed and not written, and no
 * definition of a table changes in the middle. {@code FLUSH TABLES WITH READ LOCK} would do that,
 * too, but waits for every query that runs, makes all others wait behind it meanwhile, and does not
 * stop InnoDB either. Source: MariaDB documentation, "Storage Snapshots and BACKUP STAGE".
 */
final class MariadbSnapshot implements Preset {
  static final List<String> OPENING = List.of("backup stage start", "backup stage block_commit");
  static final String CLOSING = "backup stage end";

  private static final String FLUSH = "flush engine logs";

  private final Mariadb server;

  MariadbSnapshot(Mariadb server) {
    this.server = server;
  }

  @Override
  public List<Exclusion> open() throws IOException {
    var found = server.connect();
    server.requireNoTablesElsewhere(found);
    if (found.lazy()) {
      // Commits that were acknowledged may be in the server's memory alone.
      server.granted(FLUSH, "RELOAD");
    }
    for (var statement : OPENING) {
      server.granted(statement, "RELOAD");
    }
    return Mariadb.ofTheRunningServer(server.inVolume(found));
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    // Fails when the session was lost, and with it the locks: then the snapshot is no cut.
    server.granted(CLOSING, "RELOAD");
    return Captured.of("", List.of());
  }

  @Override
  public void release() {
    server.database().release();
  }
}
