package io.holdfast.cli.application;

import io.holdfast.catalog.CatalogLocation;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ProgramVersion;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.Machine;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Environment;
import io.holdfast.location.HostNames;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where this machine keeps what was applied. */
final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where this machine keeps its state (or HOLDFAST_STATE).")
  private @Nullable Path directory;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description = "Keep the catalog in a PostgreSQL database (or HOLDFAST_CATALOG).")
  private @Nullable String catalog;

  /** Opens the machine's state; the caller closes it. */
  Machine open(Context context) throws IOException {
    var surroundings = context.surroundings();
    var environment = surroundings.environment();
    var repositories =
        new Repositories(
            environment, surroundings.clock(), surroundings.random(), surroundings.cost());
    var author =
        new SnapshotAuthor(
            HostNames.ofSnapshots(null, environment),
            System.getProperty("user.name", ""),
            Host.userId(),
            Host.groupId(),
            "holdfast " + ProgramVersion.number());
    return Machine.open(
        directory(environment),
        location(environment),
        repositories,
        author,
        () -> Instant.ofEpochMilli(surroundings.clock().millis()),
        surroundings.random());
  }

  private Path directory(Environment environment) throws StopException {
    if (directory != null) {
      return directory;
    }
    return environment
        .named("HOLDFAST_STATE")
        .map(Path::of)
        .or(() -> environment.named("XDG_STATE_HOME").map(home -> Path.of(home, "holdfast")))
        .or(() ->
            environment.named("HOME").map(home -> Path.of(home, ".local", "state", "holdfast")))
        .orElseThrow(() ->
            StopException.usage(
                "there is no place for the state of this machine: say --state DIR, or set HOME"));
  }

  private @Nullable CatalogLocation location(Environment environment) throws StopException {
    var text = catalog != null ? catalog : environment.named("HOLDFAST_CATALOG").orElse(null);
    try {
      return text == null ? null : CatalogLocation.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(malformed);
    }
  }
}
