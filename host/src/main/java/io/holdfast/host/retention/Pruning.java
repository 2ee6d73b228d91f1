package io.holdfast.host.retention;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneListener;
import io.holdfast.repository.prune.PrunePlan;
import io.holdfast.repository.prune.PruneRequest;
import io.holdfast.repository.prune.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
   * Sees to it that the store has every pack that other snapshots need: one that is about to go may
   * be the last that is whole. Trees are read; of files, the packs are looked for and not read.
   *
   * @param going those that are about to go
   * @throws IOException when anything looks wrong
   */
  void requireWholeWithout(Set<SnapshotId> going) throws IOException, InterruptedException {
    try (Session session = open(Opener.Lock.NONE)) {
      Optional<Refusal> wrong =
          prune(session, PruneRequest.DEFAULT, Prune.Repacked.NOTHING).wrongWithout(going);
      if (wrong.isPresent()) {
        throw new IOException(
            "no point is removed while it is not certain that those that stay are whole: "
                + wrong.get().message());
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
