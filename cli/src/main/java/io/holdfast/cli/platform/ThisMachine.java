package io.holdfast.cli.platform;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ProgramVersion;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.HostNames;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/** What a command works with on this machine, besides its state. */
public record ThisMachine(Context context) {
  /** What opens repositories. */
  public Repositories repositories() {
    var surroundings = context.surroundings();
    return new Repositories(
        surroundings.environment(), clock(), surroundings.random(), surroundings.cost());
  }

  /** Who snapshots of this process are by. */
  public SnapshotAuthor author() throws IOException {
    return new SnapshotAuthor(
        HostNames.ofSnapshots(null, context.surroundings().environment()),
        System.getProperty("user.name", ""),
        Host.userId(),
        Host.groupId(),
        "holdfast " + ProgramVersion.number());
  }

  /** Milliseconds, as everything that is stored has them. */
  public InstantSource clock() {
    return () -> Instant.ofEpochMilli(context.surroundings().clock().millis());
  }
}
