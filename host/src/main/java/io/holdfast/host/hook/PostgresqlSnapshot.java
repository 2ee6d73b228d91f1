package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL around an atomic volume snapshot.
 *
 * <p>The snapshot is what a power failure would have left, and PostgreSQL recovers from that by
 * itself. Backup mode is not entered: it would only make the recovery need log files that the
 * snapshot holds anyway, and would have to be ended. The checkpoint shortens the recovery.
 */
final class PostgresqlSnapshot implements Preset {
  private final Postgresql server;
  private final Endpoint endpoint;
  private List<String> notes = List.of();

  PostgresqlSnapshot(Postgresql server, Endpoint endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  @Override
  public List<Exclusion> open() throws IOException {
    var found = server.connect(endpoint);
    server.requireLogIn(found.data(), Method.SNAPSHOT);
    server.granted(PostgresqlStatements.CHECKPOINT);
    notes = Postgresql.notes(found);
    var data = server.inVolume(found);
    server.database().release();
    return Postgresql.OF_THE_RUNNING_SERVER.stream()
        .map(name -> Exclusion.in(data, name, "belongs to the server that runs"))
        .toList();
  }

  @Override
  public Captured capture(Path overlay) {
    return Captured.of("", notes);
  }

  @Override
  public void release() {
    server.database().release();
  }
}
