package io.holdfast.host;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.hold.HeldPoints;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.retention.PolicyChanges;
import io.holdfast.host.retention.Retentions;
import io.holdfast.host.run.Backups;
import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Recoveries;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Standings;
import io.holdfast.host.run.Surroundings;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.vault.ledger.SealedLedger;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This machine with its state, open: everything that can be asked of it. */
public final class Machine implements AutoCloseable {
  private final Closeable owned;
  private final Catalog catalog;
  private final Repositories repositories;
  private final Kinds kinds;
  private final Backups backups;
  private final Restores restores;
  private final HeldPoints holds;
  private final PolicyChanges policies;
  private final Retentions retentions;
  private final Recoveries recoveries;

  private Machine(
      Closeable owned, Surroundings surroundings, FactLog facts, Administrators administrators) {
    this.owned = owned;
    this.catalog = surroundings.catalog();
    this.repositories = surroundings.repositories();
    this.kinds = new Kinds(catalog.kinds(), surroundings.clock());
    Standings standings = new Standings(catalog.ledger(), facts, administrators);
    this.backups = new Backups(surroundings, facts, standings);
    this.restores = new Restores(surroundings, facts, backups);
    this.holds = new HeldPoints(surroundings, facts, standings);
    this.policies = new PolicyChanges(surroundings, facts, standings);
    this.retentions = new Retentions(surroundings, facts, standings);
    this.recoveries = new Recoveries(surroundings, facts, backups, retentions::recover);
  }

  /**
   * Opens a machine's state; makes it when it is absent.
   *
   * @param directory of the state
   * @param catalog where the catalog is; in the directory when absent
   * @param administrators whether somebody else has to agree to what takes protection away
   * @throws io.holdfast.host.state.StateInUseException when another process has it
   */
  public static Machine open(
      Path directory,
      @Nullable CatalogLocation catalog,
      Repositories repositories,
      SnapshotAuthor author,
      InstantSource clock,
      SecureRandom random,
      Administrators administrators)
      throws IOException {
    var state = StateDirectory.open(directory);
    return opened(state, state, catalog, repositories, author, clock, random, administrators);
  }

  /** Opens a machine on a state that stays the caller's, who closes it after the machine. */
  public static Machine open(
      StateDirectory state,
      @Nullable CatalogLocation catalog,
      Repositories repositories,
      SnapshotAuthor author,
      InstantSource clock,
      SecureRandom random,
      Administrators administrators)
      throws IOException {
    return opened(() -> {}, state, catalog, repositories, author, clock, random, administrators);
  }

  private static Machine opened(
      Closeable owned,
      StateDirectory state,
      @Nullable CatalogLocation location,
      Repositories repositories,
      SnapshotAuthor author,
      InstantSource clock,
      SecureRandom random,
      Administrators administrators)
      throws IOException {
    @Nullable Catalog catalog = null;
    boolean done = false;
    try {
      catalog =
          Catalog.open(location == null ? new CatalogLocation.Embedded(state.catalog()) : location);
      Surroundings surroundings =
          new Surroundings(repositories, catalog, state, author, clock, random);
      FactLog facts =
          new FactLog(new SealedLedger(catalog.ledger(), state.writerKey(), clock), author, clock);
      Machine machine = new Machine(owned, surroundings, facts, administrators);
      done = true;
      return machine;
    } finally {
      if (!done) {
        if (catalog != null) {
          catalog.close();
        }
        owned.close();
      }
    }
  }

  public Kinds kinds() {
    return kinds;
  }

  public Repositories repositories() {
    return repositories;
  }

  public Catalog catalog() {
    return catalog;
  }

  public Backups backups() {
    return backups;
  }

  public Restores restores() {
    return restores;
  }

  public HeldPoints holds() {
    return holds;
  }

  public PolicyChanges policies() {
    return policies;
  }

  public Retentions retentions() {
    return retentions;
  }

  /**
   * The runs whose process was killed; to be asked before this process begins one, which has no end
   * either.
   */
  public List<Run> cutOff() throws IOException {
    return recoveries.cutOff();
  }

  /**
   * Ends a run whose process was killed: finishes it where that is possible, else lets go of it.
   *
   * @return the run, ended
   * @throws IOException what it needs is not to be had now: it stays as it is
   */
  public Run recover(Run run) throws IOException, InterruptedException {
    return recoveries.end(kinds.subject(run.subject().application().text()), run);
  }

  /**
   * Ends all runs whose process was killed and that can be ended now; one that cannot keeps none
   * from it.
   *
   * @return these runs, ended
   */
  public List<Run> recover() throws IOException, InterruptedException {
    List<Run> ended = new ArrayList<>();
    for (Run run : cutOff()) {
      try {
        ended.add(recover(run));
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException _) { // it stays, and whoever asks next is told
      }
    }
    return List.copyOf(ended);
  }

  @Override
  public void close() throws IOException {
    try {
      catalog.close();
    } finally {
      owned.close();
    }
  }
}
