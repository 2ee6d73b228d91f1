package io.holdfast.host;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.browse.ListedPoints;
import io.holdfast.host.browse.PointBrowser;
import io.holdfast.host.compliance.MachineCompliance;
import io.holdfast.host.hold.HeldPoints;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.kind.NamedKinds;
import io.holdfast.host.measure.MachineMeasurements;
import io.holdfast.host.recovery.CatalogReport;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.host.recovery.RecoveryKits;
import io.holdfast.host.recovery.Verification;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.retention.PolicyChanges;
import io.holdfast.host.retention.Retentions;
import io.holdfast.host.run.Backups;
import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Recoveries;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Seals;
import io.holdfast.host.run.Standings;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.support.MachineSupport;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.SealedLedger;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** This machine with its state, open: everything that can be asked of it. */
public final class Machine implements AutoCloseable {
  private final Closeable owned;
  private final StateDirectory state;
  private final Catalog catalog;
  private final Repositories repositories;
  private final Kinds kinds;
  private final Executors executors;
  private final Decisions decisions;
  private final Knowledge knowledge;
  private final RecoveryKits kits;
  private final Seals seals;
  private final InstantSource clock;
  private final Path fstab;

  /** What carries plans out. */
  private record Executors(
      Backups backups, Restores restores, Retentions retentions, Recoveries recoveries) {}

  /** What is decided about the protection. */
  private record Decisions(HeldPoints holds, PolicyChanges policies) {}

  /** What tells how it stands. */
  private record Knowledge(
      MachineMeasurements measurements, MachineCompliance compliance, MachineSupport support) {}

  Machine(Closeable owned, StateDirectory state, Catalog catalog, Equipment equipment)
      throws IOException {
    this.owned = owned;
    this.state = state;
    this.catalog = catalog;
    this.repositories = equipment.repositories().knowing(catalog.repositories());
    this.kinds = new Kinds(catalog.kinds(), equipment.clock(), state.path());
    Surroundings surroundings =
        new Surroundings(
            repositories,
            catalog,
            state,
            equipment.author(),
            equipment.clock(),
            equipment.random(),
            equipment.fstab());
    FactLog facts =
        new FactLog(
            new SealedLedger(catalog.ledger(), state.writerKey(), equipment.clock()),
            equipment.author(),
            equipment.clock());
    Standings standings =
        new Standings(catalog, facts, equipment.author().username(), equipment.administrators());
    Backups backups = new Backups(surroundings, facts, standings);
    Retentions retentions = new Retentions(surroundings, facts, standings);
    this.executors =
        new Executors(
            backups,
            new Restores(surroundings, facts, backups),
            retentions,
            new Recoveries(surroundings, facts, backups, retentions));
    this.decisions =
        new Decisions(
            new HeldPoints(surroundings, facts, standings),
            new PolicyChanges(surroundings, facts, standings));
    this.knowledge = knowledge(state, catalog, kinds, repositories, equipment);
    this.clock = equipment.clock();
    this.fstab = equipment.fstab();
    this.seals = new Seals(surroundings, facts, state.writerKey().id());
    this.kits =
        new RecoveryKits(
            repositories, facts, state.path(), equipment.author().hostname(), equipment.clock());
  }

  private static Knowledge knowledge(
      StateDirectory state,
      Catalog catalog,
      Kinds kinds,
      Repositories repositories,
      Equipment equipment)
      throws IOException {
    MachineMeasurements measurements =
        new MachineMeasurements(
            kinds,
            catalog,
            repositories,
            equipment.clock(),
            equipment.fstab(),
            equipment.version());
    MachineCompliance compliance =
        new MachineCompliance(kinds, catalog, measurements, equipment.fstab());
    return new Knowledge(
        measurements,
        compliance,
        new MachineSupport(
            state,
            catalog,
            kinds,
            measurements,
            compliance,
            repositories.environment(),
            equipment.clock()));
  }

  /**
   * Opens a machine's state; makes it when it is absent.
   *
   * @param directory of the state
   * @param catalog where the catalog is; in the directory when absent
   * @throws io.holdfast.host.state.StateInUseException when another process has it
   * @throws IOException also when the catalog of the state is gone
   */
  public static Machine open(Path directory, @Nullable CatalogLocation catalog, Equipment equipment)
      throws IOException {
    StateDirectory state = StateDirectory.open(directory);
    return Opening.of(state, state, catalog, equipment);
  }

  /** Opens a machine on a state that stays the caller's, who closes it after the machine. */
  public static Machine open(
      StateDirectory state, @Nullable CatalogLocation catalog, Equipment equipment)
      throws IOException {
    return Opening.of(() -> {}, state, catalog, equipment);
  }

  /**
   * Brings the catalog of a machine back from its repositories, while nobody else has the state.
   *
   * @param directory of the state; made when it is absent
   * @param catalog where the catalog is; in the directory when absent
   * @throws io.holdfast.host.state.StateInUseException when another process has it
   */
  public static Rebuild.Outcome rebuild(
      Path directory,
      @Nullable CatalogLocation catalog,
      Equipment equipment,
      Rebuild.Request request)
      throws IOException, InterruptedException {
    try (StateDirectory state = StateDirectory.open(directory)) {
      return new Rebuild(
              state,
              Opening.place(catalog, state),
              equipment.repositories(),
              equipment.author(),
              equipment.clock())
          .run(request);
    }
  }

  public Kinds kinds() {
    return kinds;
  }

  /** What is mounted now, and what should be. */
  public Mounting mounting() throws IOException {
    return Mounting.now(fstab);
  }

  public Repositories repositories() {
    return repositories;
  }

  public Catalog catalog() {
    return catalog;
  }

  public Backups backups() {
    return executors.backups;
  }

  public Restores restores() {
    return executors.restores;
  }

  /** What is known of everything that is declared here. */
  public MachineMeasurements measurements() {
    return knowledge.measurements;
  }

  /** Which applications have what their policies promise. */
  public MachineCompliance compliance() {
    return knowledge.compliance;
  }

  /** What gathers everything that somebody who helps needs to know. */
  public MachineSupport support() {
    return knowledge.support;
  }

  /** What is in restore points. */
  public PointBrowser browser() {
    return new PointBrowser(repositories, catalog);
  }

  public RecoveryKits kits() {
    return kits;
  }

  /** Compares the catalog with the repositories that are declared. */
  public CatalogReport verify() throws IOException, InterruptedException {
    return new Verification(catalog, repositories, state.writerKey().id())
        .run(kinds.repositories());
  }

  /**
   * Brings what was observed into the repositories, also where no run does.
   *
   * @return what could not be, and is tried again next time
   */
  public List<Seals.Postponed> seal() throws IOException, InterruptedException {
    return seals.run(kinds.repositories());
  }

  /** Which points there are. */
  public ListedPoints points() {
    return new ListedPoints(catalog.points(), knowledge.measurements.watch(), clock);
  }

  public HeldPoints holds() {
    return decisions.holds;
  }

  public PolicyChanges policies() {
    return decisions.policies;
  }

  public Retentions retentions() {
    return executors.retentions;
  }

  /**
   * The runs whose process was killed; to be asked before this process begins one, which has no end
   * either.
   */
  public List<Run> cutOff() throws IOException {
    return executors.recoveries.cutOff();
  }

  /**
   * Ends a run whose process was killed: finishes it where that is possible, else lets go of it; so
   * also where its repository is declared no more.
   *
   * @return the run, ended
   * @throws IOException what it needs is not to be had now: it stays as it is
   */
  public Run recover(Run run) throws IOException, InterruptedException {
    NamedKinds declared = new NamedKinds(kinds.all());
    Subject now = declared.subject(run.subject().application().text());
    // Where it began, also when the application has moved to another repository since.
    String name = run.subject().repository().text();
    if (declared.repositories().stream().noneMatch(one -> one.name().equals(name))) {
      return executors.recoveries.giveUp(now.application(), run);
    }
    return executors.recoveries.end(
        new Subject(now.application(), declared.repository(name), now.policy()), run);
  }

  /**
   * Ends all runs whose process was killed and that can be ended now; one that cannot keeps none
   * from it.
   *
   * @param postponed is told of each that cannot, and why
   * @return those that could, ended
   */
  public List<Run> recover(BiConsumer<Run, IOException> postponed)
      throws IOException, InterruptedException {
    List<Run> ended = new ArrayList<>();
    for (Run run : cutOff()) {
      try {
        ended.add(recover(run));
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException reason) {
        postponed.accept(run, reason);
      }
    }
    return List.copyOf(ended);
  }

  /** Notes which catalog this is once it has anything, so that one that is lost is told later. */
  public void noteUse() throws IOException {
    state.begun().note(catalog);
  }

  @Override
  public void close() throws IOException {
    try (owned) {
      catalog.close();
    }
  }
}
