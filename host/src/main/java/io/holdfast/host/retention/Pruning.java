package io.holdfast.host.retention;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneListener;
import io.holdfast.repository.prune.PrunePlan;
import io.holdfast.repository.prune.PruneRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * Frees the space of what was removed, in two parts: what is still used is stored once more while
 * others may go on with their backups; then, alone, it is looked again what follows, and the rest
 * removed.
 */
final class Pruning {
  private final Surroundings surroundings;
  private final Repository repository;
  private final Duration patience;

  Pruning(Surroundings surroundings, Repository repository, Duration patience) {
    this.surroundings = surroundings;
    this.repository = repository;
    this.patience = patience;
  }

  /**
   * Prunes.
   *
   * @throws IOException also when it is refused, because anything looks wrong
   */
  void run() throws IOException, InterruptedException {
    Prune.Repacked repacked;
    PrunePlan whole;
    try (Session session = open(Opener.Lock.SHARED)) {
      Prune prune = prune(session, PruneRequest.DEFAULT, Prune.Repacked.NOTHING);
      whole = plan(prune);
      if (whole.isEmpty()) {
        return;
      }
      repacked = prune.repack(whole, session.lock());
    }
    try (Session session = open(Opener.Lock.EXCLUSIVE)) {
      Prune prune = prune(session, PruneRequest.DEFAULT.after(whole), repacked);
      Prune.Report _ = prune.execute(plan(prune), session.lock());
    }
  }

  /**
   * Sees to it that the store has every pack that snapshots need: a point that is about to go may
   * be the last one that is whole. What is in the packs is not read.
   *
   * @throws IOException when anything looks wrong
   */
  void requireWhole() throws IOException, InterruptedException {
    try (Session session = open(Opener.Lock.NONE)) {
      Prune prune = prune(session, PruneRequest.DEFAULT, Prune.Repacked.NOTHING);
      if (prune.plan() instanceof Prune.Planning.Refused(var refusal)) {
        throw new IOException(
            "no point is removed, for one that is to stay may not be whole: " + refusal.message());
      }
    }
  }

  private Session open(Opener.Lock lock) throws IOException, InterruptedException {
    return surroundings.repositories().open(repository, lock, patience);
  }

  private Prune prune(Session session, PruneRequest request, Prune.Repacked repacked) {
    return new Prune(
        session.repository(), request, surroundings.clock(), PruneListener.NONE, repacked);
  }

  private static PrunePlan plan(Prune prune) throws IOException {
    return switch (prune.plan()) {
      case Prune.Planning.Planned(PrunePlan plan) -> plan;
      case Prune.Planning.Refused(var refusal) -> throw new IOException(refusal.message());
    };
  }
}
