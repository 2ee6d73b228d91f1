package io.holdfast.server;

import io.holdfast.api.platform.Platform;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.Equipment;
import io.holdfast.host.Machine;
import io.holdfast.host.measure.Watch;
import io.holdfast.host.platform.CutOffRuns;
import io.holdfast.host.platform.LocalPlatform;
import io.holdfast.host.state.Address;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.host.work.PolicySchedules;
import io.holdfast.location.Environment;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.server.access.Attempts;
import io.holdfast.server.access.Gate;
import io.holdfast.server.access.Issuing;
import io.holdfast.server.access.LocalToken;
import io.holdfast.server.access.Tokens;
import io.holdfast.server.edge.HttpListener;
import io.holdfast.server.edge.Limits;
import io.holdfast.server.edge.ListenAddress;
import io.holdfast.server.edge.TlsFiles;
import io.holdfast.server.log.Log;
import io.holdfast.server.resource.HealthResource;
import io.holdfast.server.resource.MetricsResource;
import io.holdfast.server.resource.PlatformResource;
import io.holdfast.server.resource.TokenResource;
import io.holdfast.server.resource.VersionResource;
import io.holdfast.server.route.Routes;
import io.holdfast.server.work.DispatchLog;
import io.holdfast.server.work.Housekeeping;
import io.holdfast.server.work.Housekeeping.Job;
import io.holdfast.server.work.Lookout;
import io.holdfast.server.work.Recovery;
import io.holdfast.server.work.Work;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a server's objects together, by hand. */
final class Wiring {
  /** How many runs go on at once, and on one repository. */
  private static final io.holdfast.protection.queue.Limits RUNS =
      new io.holdfast.protection.queue.Limits(4, 2);

  /** What was observed is in the repository after so long. */
  private static final Duration SEAL_PAUSE = Duration.ofMinutes(15);

  private static final Duration CATALOG_PAUSE = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMinutes(5);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration RECOVERY_PAUSE = Duration.ofMinutes(1);

  private final Log log;
  private final InstantSource clock;
  private final Limits limits;

  Wiring(Log log, InstantSource clock, Limits limits) {
    this.log = log;
    this.clock = clock;
    this.limits = limits;
  }

  /** The machine, on a state directory that stays the caller's. */
  Machine machine(
      StateDirectory state,
      @Nullable CatalogLocation catalog,
      Environment environment,
      Tokens tokens)
      throws IOException {
    return Machine.open(
        state,
        catalog,
        Equipment.of(
            environment,
            clock,
            new SecureRandom(),
            ScryptParameters.DEFAULT,
            ProgramVersion.number(),
            () -> tokens.administrators(clock.instant())));
  }

  /** A server that listens and can be found in its state directory. */
  RunningServer start(
      StateDirectory state,
      Machine machine,
      Tokens tokens,
      ListenAddress listen,
      @Nullable TlsFiles tls)
      throws IOException, InterruptedException {
    var cutOff = CutOffRuns.places(machine.cutOff());
    var issuing = new Issuing(tokens, new SecureRandom(), clock);
    new LocalToken(state.token(), tokens, issuing).ensure();
    var work = new Work();
    var attempts = new Attempts();
    var catalog = new Lookout(machine.catalog()::requirePresence);
    var dispatcher =
        Dispatcher.start(
            new PolicySchedules(machine, clock),
            RUNS,
            () -> clock.instant().truncatedTo(ChronoUnit.MILLIS),
            new DispatchLog(log),
            cutOff);
    boolean listening = false;
    try {
      var routes =
          routes(
              tokens,
              issuing,
              () -> catalog.sees() && !work.isStopping(),
              machine.measurements()::metrics,
              new LocalPlatform(machine, dispatcher));
      var behind = new HttpListener.Behind(routes, new Gate(tokens), attempts, work, clock, log);
      var started = HttpListener.start(listen, tls, limits, behind);
      state.announce(
          new Address(
              started.url(),
              ProcessHandle.current().pid(),
              clock.instant().truncatedTo(ChronoUnit.SECONDS)));
      log.say("listening at %s".formatted(started.url()));
      listening = true;
      new Recovery(ending(new CutOffRuns(machine, dispatcher, cutOff)), work, log, RECOVERY_PAUSE)
          .start();
      return new RunningServer(
          started.listener(), work, dispatcher, housekeeping(machine, catalog, work), log);
    } finally {
      if (!listening) {
        dispatcher.close();
      }
    }
  }

  private Housekeeping housekeeping(Machine machine, Lookout catalog, Work work) {
    var watch = machine.measurements().watch();
    var housekeeping = new Housekeeping(work, log);
    housekeeping.start(new Job("find the catalog", CATALOG_PAUSE, catalog));
    housekeeping.start(new Job("see which directories are protected", OFTEN, watch::survey));
    housekeeping.start(new Job("reach the repositories", OFTEN, () -> watch.probe(Watch.PATIENCE)));
    housekeeping.start(new Job("compare the ledger with its hashes", DAILY, watch::verify));
    housekeeping.start(
        new Job("bring the ledger and the repositories together", SEAL_PAUSE, () -> seal(machine)));
    return housekeeping;
  }

  private static void seal(Machine machine) throws IOException, InterruptedException {
    var postponed = machine.seal();
    if (!postponed.isEmpty()) {
      throw new IOException(
          String.join(
              "; ",
              postponed.stream()
                  .map(one -> "%s: %s".formatted(one.line(), one.reason().getMessage()))
                  .toList()));
    }
  }

  private static Recovery.Recovering ending(CutOffRuns runs) {
    return new Recovery.Recovering() {
      @Override
      public List<Run> unended() throws IOException {
        return runs.unended();
      }

      @Override
      public Optional<Run> recover(Run run) throws IOException, InterruptedException {
        return runs.recover(run);
      }
    };
  }

  /** The whole API. */
  static Routes routes(
      Tokens tokens,
      Issuing issuing,
      BooleanSupplier ready,
      MetricsResource.Metrics metrics,
      Platform platform)
      throws IOException {
    return Routes.of(
        List.of(
            new HealthResource(ready).routes(),
            new MetricsResource(metrics).routes(),
            new VersionResource(ProgramVersion.number()).routes(),
            new TokenResource(tokens, issuing).routes(),
            new PlatformResource(platform).routes()));
  }
}
