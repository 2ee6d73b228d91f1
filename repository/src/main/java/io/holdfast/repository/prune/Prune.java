package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.prune.PruneListener.Step;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.StoreClock;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One prune of a repository that was just opened, its index not loaded: one plan, carried out at
 * most once. For one thread.
 */
public final class Prune {
  private static final int REMOVALS = 4;

  /** Whoever wrote a file under a temporary name a day ago was killed. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Repository repository;
  private final BlobIndex index;
  private final PruneRequest request;
  private final InstantSource clock;
  private final PruneListener listener;

  private final Repacked repacked;
  private final SeenFiles seen;
  private BitSet used = new BitSet();
  private Optional<PackUses> uses = Optional.empty();

  public Prune(
      Repository repository, PruneRequest request, InstantSource clock, PruneListener listener) {
    this(repository, request, clock, listener, Repacked.NOTHING);
  }

  /**
   * @param repacked by the prune before, whose index files must be listed now
   */
  public Prune(
      Repository repository,
      PruneRequest request,
      InstantSource clock,
      PruneListener listener,
      Repacked repacked) {
    this.repacked = repacked;
    this.repository = repository;
    this.index = repository.index();
    this.request = request;
    this.clock = clock;
    this.listener = listener;
    this.seen = new SeenFiles(repository);
  }

  /** What came of planning. */
  public sealed interface Planning {
    record Planned(PrunePlan plan) implements Planning {}

    /** Something is wrong with the repository or its store. */
    record Refused(Refusal refusal) implements Planning {}
  }

  /**
   * What was done.
   *
   * @param removedPacks packs that are gone
   * @param removedBytes their bytes, by the index; packs that nothing named with their listed size
   * @param addedBytes of new packs
   */
  public record Report(int removedPacks, long removedBytes, long addedBytes) {}

  /**
   * What a repack stored.
   *
   * @param bytes of the new packs
   */
  public record Repacked(long bytes, List<PackId> packs) {
    public static final Repacked NOTHING = new Repacked(0, List.of());

    public Repacked {
      packs = List.copyOf(packs);
    }
  }

  /**
   * Finds out what is used and what follows; changes nothing.
   *
   * @throws IOException when a snapshot or an index file cannot be read: what is used is then
   *     unknown
   */
  public Planning plan() throws IOException {
    Map<SnapshotId, Snapshot> all = repository.snapshots().all();
    Looked looked = look(all);
    if (looked.refusal().isPresent()) {
      return new Planning.Refused(looked.refusal().get());
    }
    PackUses found = requirePlanned();
    Map<PackId, Long> listed = looked.listed();
    return all.isEmpty() && !request.removeAll() && !(listed.isEmpty() && found.packs().isEmpty())
        ? new Planning.Refused(new Refusal.NoSnapshot(listed.size()))
        : new Planning.Planned(new PrunePlanner(request, found, listed).plan());
  }

  /**
   * Finds out whether all that snapshots need is there; to be asked of one that plans nothing.
   *
   * @param going snapshots whose needs do not count
   * @return what is wrong; empty when nothing is
   */
  public Optional<Refusal> wrongWithout(Set<SnapshotId> going) throws IOException {
    Map<SnapshotId, Snapshot> staying = new TreeMap<>(repository.snapshots().all());
    staying.keySet().removeAll(going);
    // What only the others need may be lost: more or less of that is nobody's loss.
    return look(staying).refusal().filter(refusal -> !(refusal instanceof Refusal.TooManyVanished));
  }

  /**
   * What a look found.
   *
   * @param listed packs that the store has; empty when something is wrong
   */
  private record Looked(Optional<Refusal> refusal, Map<PackId, Long> listed) {
    static Looked refused(Refusal refusal) {
      return new Looked(Optional.of(refusal), Map.of());
    }
  }

  private Looked look(Map<SnapshotId, Snapshot> snapshots) throws IOException {
    if (uses.isPresent()) {
      throw new IllegalStateException("a prune looks once: open the repository again");
    }
    seen.snapshots(snapshots.keySet());
    seen.indexFiles(repository.loadIndex());

    Set<BlobId> roots = snapshots.values().stream().map(Snapshot::tree).collect(Collectors.toSet());
    List<PackId> notIndexed =
        repacked.packs().stream().filter(pack -> !index.contains(pack)).toList();
    if (!notIndexed.isEmpty()) {
      return Looked.refused(new Refusal.ShortIndexListing(notIndexed.size()));
    }
    UsedBlobs search = new UsedBlobs(repository, listener);
    try {
      search.find(roots, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
    } catch (IOException unreadable) {
      if (!Damage.is(unreadable)) {
        throw unreadable;
      }
      return Looked.refused(new Refusal.UnreadableTree(String.valueOf(unreadable.getMessage())));
    }
    if (search.missingCount() > 0) {
      return Looked.refused(
          new Refusal.MissingBlobs(search.missingCount(), List.copyOf(search.missing())));
    }
    used = search.used();
    Map<PackId, Long> listed = listPacks();
    PackUses found;
    try (BlobCodec codec = repository.newCodec()) {
      found = new ChosenCopies(repository, codec, repacked.packs()).choose(used, listed);
    }
    uses = Optional.of(found);
    Optional<Refusal> refusal = new Evidence(repository.store(), found, listed).refusal();
    // What nothing needs weighs less than what something does.
    if (found.unreadable() > 0
        && refusal.stream().allMatch(Refusal.TooManyVanished.class::isInstance)) {
      return Looked.refused(new Refusal.DamagedBlobs(found.unreadable()));
    }
    return refusal.isPresent()
        ? Looked.refused(refusal.get())
        : new Looked(Optional.empty(), listed);
  }

  private PackUses requirePlanned() {
    return uses.orElseThrow(
        () -> new IllegalStateException("a plan is made before it is executed"));
  }

  private Map<PackId, Long> listPacks() throws IOException {
    listener.begins(Step.PACKS, -1);
    Map<PackId, Long> listed = new TreeMap<>();
    repository
        .store()
        .list(
            ObjectKind.PACK,
            (name, size) -> {
              listed.put(new PackId(name.hash()), size);
              listener.advances(Step.PACKS, 1);
            });
    return listed;
  }

  /**
   * Stores the used blobs of the packs to repack once more and removes nothing; others may use the
   * repository meanwhile.
   *
   * @return what was stored, for the prune that removes
   */
  public Repacked repack(PrunePlan plan, RepositoryLock lock) throws IOException {
    if (plan.repacked().isEmpty()) {
      return Repacked.NOTHING;
    }
    int before = index.packCount();
    BitSet left = blobsToStore(plan, requirePlanned());
    long bytes =
        new Repack(repository, lock, request, listener, new HashSet<>(plan.repacked()), left).run();
    return new Repacked(bytes, index.packsFrom(before));
  }

  /** First copies of used blobs that lie in packs to repack and in none that stays. */
  private BitSet blobsToStore(PrunePlan plan, PackUses found) {
    Set<PackId> repacked = new HashSet<>(plan.repacked());
    Set<PackId> going = new HashSet<>(repacked);
    going.addAll(plan.removed());
    going.addAll(plan.vanished());
    BitSet needed = new BitSet();
    index.forEachPack((id, blobs) -> {
      if (repacked.contains(id)) {
        for (PackedBlob blob : blobs) {
          int first = index.firstCopy(blob.ordinal());
          if (used.get(first)) {
            needed.set(first);
          }
        }
      }
    });
    index.forEachPack((id, blobs) -> {
      if (!going.contains(id)) {
        for (PackedBlob blob : blobs) {
          if (found.isUsed(blob)) {
            needed.clear(index.firstCopy(blob.ordinal()));
          }
        }
      }
    });
    return needed;
  }

  /**
   * Carries out the plan that this made, under a lock that is nobody else's.
   *
   * <p>When it ends early, everything used can still be found, and another prune goes on.
   *
   * @throws IOException also when there are more snapshots or index files than when it was made
   */
  public Report execute(PrunePlan plan, RepositoryLock lock) throws IOException {
    if (!lock.exclusive()) {
      throw new IllegalArgumentException("packs are removed under an exclusive lock");
    }
    PackUses found = requirePlanned();
    if (plan.isEmpty()) {
      return new Report(0, 0, 0);
    }
    StoreClock.requireAgreement(repository.store(), clock);
    seen.requireAll();
    repository.store().sweep(repository.store().clock().minus(LEFT_BEHIND));
    long added = repack(plan, lock).bytes();
    Set<PackId> gone = new HashSet<>(plan.removed());
    gone.addAll(plan.repacked());
    gone.addAll(plan.vanished());
    lock.confirm();
    if (!gone.isEmpty()) {
      seen.requireAllSnapshots();
      new IndexRewrite(repository, lock, listener, gone, found.split()).run(seen.indexFiles());
      remove(gone.stream().sorted().toList(), Step.REMOVE_PACKS, lock);
    }
    // Last, after index files were listed once more: one that was late would name such packs.
    if (gone.isEmpty()) {
      seen.requireAll(); // otherwise done when the index was written anew
    }
    remove(plan.unindexed(), Step.REMOVE_UNINDEXED, lock);
    long bytes =
        found.packs().stream()
            .filter(pack -> gone.contains(pack.id()) && !plan.vanished().contains(pack.id()))
            .mapToLong(PackUse::size)
            .sum();
    return new Report(
        plan.unindexed().size() + gone.size() - plan.vanished().size(),
        bytes + plan.figures().oneSided().unindexed(),
        added);
  }

  private void remove(List<PackId> packs, Step step, RepositoryLock lock) throws IOException {
    if (packs.isEmpty()) {
      return;
    }
    lock.confirm();
    listener.begins(step, packs.size());
    try (Tasks tasks = Tasks.waiting("remove", Math.min(REMOVALS, packs.size()), 1)) {
      for (PackId pack : packs) {
        tasks.submit(() -> {
          lock.requireHeld();
          repository.store().delete(ObjectName.of(ObjectKind.PACK, pack.hash()));
          listener.advances(step, 1);
        });
      }
      tasks.join();
    }
  }
}
