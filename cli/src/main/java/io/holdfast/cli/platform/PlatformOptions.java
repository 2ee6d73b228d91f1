package io.holdfast.cli.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ProgramVersion;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.Machine;
import io.holdfast.host.platform.LocalPlatform;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.work.DispatchListener;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.host.work.Schedules;
import io.holdfast.location.Environment;
import io.holdfast.location.HostNames;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command asks: this machine's state, or a server. */
public final class PlatformOptions {
  /** A command asks for one run at a time. */
  private static final Limits ONE = new Limits(1, 1);

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

  /** Connects for a question that changes nothing by a run; the caller closes it. */
  public Connection open(Context context) throws IOException {
    return local(context, machine(context));
  }

  /**
   * Connects for a question that may begin a run. Runs whose process was killed are ended first,
   * and told.
   */
  public Connection openForRuns(Context context) throws IOException, InterruptedException {
    var machine = machine(context);
    boolean ready = false;
    try {
      for (var cutOff : machine.recover()) {
        context.console().say(cutOff(cutOff));
      }
      ready = true;
      return local(context, machine);
    } finally {
      if (!ready) {
        machine.close();
      }
    }
  }

  private static String cutOff(Run run) {
    var end = Objects.requireNonNull(run.end(), "a run that was recovered has ended");
    return "%s was cut off, and is %s now%s"
        .formatted(
            run.id(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.message().isEmpty() ? "" : ": " + end.message());
  }

  private static Connection local(Context context, Machine machine) {
    var dispatcher = Dispatcher.start(Schedules.NONE, ONE, clock(context), DispatchListener.SILENT);
    return new Connection(
        new LocalPlatform(machine, dispatcher),
        new Caller(System.getProperty("user.name", ""), Role.ADMIN),
        () -> {
          dispatcher.close();
          machine.close();
        });
  }

  private static InstantSource clock(Context context) {
    return () -> Instant.ofEpochMilli(context.surroundings().clock().millis());
  }

  private Machine machine(Context context) throws IOException {
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
        clock(context),
        surroundings.random());
  }

  private Path directory(Environment environment) throws StopException {
    if (directory != null) {
      return directory;
    }
    return StateDirectory.place(environment)
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
