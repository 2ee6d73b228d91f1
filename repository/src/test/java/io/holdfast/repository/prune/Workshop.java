package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.check.Check;
import io.holdfast.repository.check.CheckListener;
import io.holdfast.repository.check.CheckReport;
import io.holdfast.repository.check.CheckRequest;
import io.holdfast.repository.check.Reading;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** A repository in memory with snapshots of known content, and what is done to it. */
final class Workshop {
  static final int BLOB = 40_000;

  private final SnapshotFixture fixture;
  private final Map<SnapshotId, List<Long>> contents = new TreeMap<>();
  private MemoryObjectStore store;
  private Instant time = SnapshotFixture.TIME;

  Workshop() throws IOException {
    store = new MemoryObjectStore();
    fixture = new SnapshotFixture(store);
  }

  MemoryObjectStore store() {
    return store;
  }

  /** Puts everything back to what a copy of the store has. */
  void reset(MemoryObjectStore copy) {
    store = copy;
  }

  /** A snapshot with one file per seed, each of one blob. */
  SnapshotId backup(long... seeds) throws IOException {
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      List<Node> nodes = new ArrayList<>();
      List<Long> content = new ArrayList<>();
      for (long seed : new TreeSet<>(java.util.Arrays.stream(seeds).boxed().toList())) {
        nodes.add(batch.file("file-" + seed, bytes(seed)));
        content.add(seed);
      }
      Node inner = batch.directory("inner", nodes.toArray(Node[]::new));
      time = time.plusSeconds(60);
      SnapshotId id = batch.snapshot(batch.tree(inner), time);
      contents.put(id, content);
      return id;
    }
  }

  /** Ten of these have the same length, so that one can be taken for another. */
  private static byte[] bytes(long seed) {
    return SnapshotFixture.noise(seed, BLOB + (int) (seed / 10 % 100));
  }

  /** The blob made of this seed. */
  static BlobId id(long seed) {
    return new BlobId(Sha256.of(bytes(seed)));
  }

  /** A snapshot of a tree that is stored already. */
  void snapshotOf(BlobId tree) throws IOException {
    time = time.plusSeconds(60);
    try (Repository repository = open()) {
      Snapshot some = repository.snapshots().load(snapshots().getFirst());
      Snapshot snapshot =
          new Snapshot(time, tree, some.scope(), some.tags(), some.author(), some.lineage(), null);
      contents.put(repository.snapshots().save(snapshot), List.of());
    }
  }

  void forget(SnapshotId id) throws IOException {
    try (Repository repository = open()) {
      repository.snapshots().remove(id);
    }
    contents.remove(id);
  }

  List<SnapshotId> snapshots() {
    return List.copyOf(contents.keySet());
  }

  Repository open() throws IOException {
    return SnapshotFixture.open(store);
  }

  static Prune prune(Repository repository, PruneRequest request) {
    return new Prune(repository, request, InstantSource.system(), PruneListener.NONE);
  }

  /** Plans, and says that it could. */
  PrunePlan plan(PruneRequest request) throws IOException {
    try (Repository repository = open()) {
      return ((Prune.Planning.Planned) prune(repository, request).plan()).plan();
    }
  }

  Refusal refusal(PruneRequest request) throws IOException {
    try (Repository repository = open()) {
      return ((Prune.Planning.Refused) prune(repository, request).plan()).refusal();
    }
  }

  Prune.Report run(PruneRequest request) throws IOException {
    return run(store, request);
  }

  /** Plans and executes on a store that may be a decorated one. */
  static Prune.Report run(ObjectStore store, PruneRequest request) throws IOException {
    try (Repository repository = SnapshotFixture.open(store);
        RepositoryLock lock = SnapshotFixture.lock(repository, true)) {
      Prune prune = prune(repository, request);
      return prune.execute(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
  }

  /** As a repack does that did not get to removing anything. */
  void storeOnceMore(PruneRequest request) throws IOException {
    try (Repository repository = open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Prune prune = prune(repository, request.withSmallPack(request.packSize()));
      PrunePlan all = ((Prune.Planning.Planned) prune.plan()).plan();
      List<PackId> packs =
          objects(ObjectKind.PACK).stream().map(name -> new PackId(name.hash())).toList();
      prune.repack(new PrunePlan(List.of(), List.of(), packs, List.of(), 0, all.figures()), lock);
    }
  }

  /** Whether a pack holds directories. */
  boolean isOfTrees(ObjectName pack) throws IOException {
    try (Repository repository = open()) {
      repository.loadIndex();
      boolean[] trees = {false};
      repository
          .index()
          .forEachPack((id, blobs) ->
              trees[0] |=
                  id.hash().equals(pack.hash()) && blobs.getFirst().type() == BlobType.TREE);
      return trees[0];
    }
  }

  List<ObjectName> objects(ObjectKind kind) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(kind, (name, _) -> names.add(name));
    return names;
  }

  /** Nothing is damaged, and every snapshot reads back as what was backed up. */
  void requireSound() throws IOException {
    CheckReport report;
    try (Repository repository = open()) {
      report =
          new Check(
                  repository,
                  new CheckRequest(new Reading.All()),
                  InstantSource.system(),
                  new Random(1),
                  CheckListener.NONE)
              .run();
    }
    assertThat(report.findings()).isEmpty();
    try (Repository repository = open();
        BlobCodec codec = repository.newCodec()) {
      assertThat(repository.snapshots().ids()).containsExactlyElementsOf(contents.keySet());
      repository.loadIndex();
      for (List<Long> content : contents.values()) {
        for (long seed : content) {
          assertThat(repository.reader().load(BlobType.DATA, id(seed), codec))
              .isEqualTo(bytes(seed));
        }
      }
    }
  }

  SnapshotFixture fixture() {
    return fixture;
  }

  /** The numbers from {@code from} up to, but not with, {@code to}. */
  static long[] range(int from, int to) {
    return LongStream.range(from, to).toArray();
  }
}
