package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.check.CheckReport.AffectedSnapshot;
import io.holdfast.repository.check.CheckReport.Checked;
import io.holdfast.repository.check.CheckReport.Finding;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the trees of all snapshots once more, to say which paths the damage reaches.
 *
 * <p>A tree without any damage below it is gone into once, one with damage once per snapshot.
 */
final class ReachSearch {
  private static final int MOST_PLACES = 20;

  private final Repository repository;
  private final BlobIndex index;
  private final Findings findings;
  private final CheckListener listener;
  private final List<Damage> damages;
  private final List<List<Reach.Place>> places = new ArrayList<>();
  private final BitSet more = new BitSet();

  // Which damages a blob, tree or pack stands for, by number.
  private final Map<PackId, List<Integer>> byPack = new HashMap<>();
  private final Map<BlobId, List<Integer>> byBlob = new HashMap<>();

  private final BitSet clean = new BitSet();
  private final Map<Integer, Long> hitsBelow = new HashMap<>();

  ReachSearch(Repository repository, Findings findings, CheckListener listener) {
    this.repository = repository;
    this.index = repository.index();
    this.findings = findings;
    this.listener = listener;
    this.damages = findings.damages();
  }

  /** The report on everything found, with what it reaches. */
  CheckReport report(Map<SnapshotId, Snapshot> snapshots, Checked checked) throws IOException {
    List<AffectedSnapshot> affected = new ArrayList<>();
    for (int i = 0; i < damages.size(); i++) {
      places.add(new ArrayList<>());
      note(i, damages.get(i), affected);
    }
    if (findings.damageCount() > 0) {
      search(snapshots, affected);
    }
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < damages.size(); i++) {
      found.add(new Finding(damages.get(i), new Reach(places.get(i), !more.get(i))));
    }
    return new CheckReport(
        found,
        findings.damageCount(),
        affected,
        findings.remarks(),
        findings.remarkCount(),
        checked);
  }

  private void note(int number, Damage damage, List<AffectedSnapshot> affected) {
    switch (damage) {
      case Damage.UnreadableSnapshot(SnapshotId id, String _) -> {
        affected.add(new AffectedSnapshot(id, Instant.EPOCH, 1));
        places.get(number).add(new Reach.Place(id, TreePath.ROOT));
      }
      case Damage.MissingPack(PackId id) -> note(byPack, id, number);
      case Damage.WrongSizePack(PackId id, long _, long _) -> note(byPack, id, number);
      case Damage.DamagedPack(PackId id, List<String> _, int _) -> note(byPack, id, number);
      case Damage.UnreadablePack(PackId id, String _) -> note(byPack, id, number);
      case Damage.SplitPack(PackId id) -> note(byPack, id, number);
      case Damage.UnevenPack(PackId id) -> note(byPack, id, number);
      case Damage.MissingBlob(BlobType _, BlobId id) -> note(byBlob, id, number);
      case Damage.DamagedTree(BlobId id, List<String> _, int _) -> note(byBlob, id, number);
      case Damage.UnreadableKey _, Damage.UnreadableIndex _, Damage.FlickeringPack _ -> {}
    }
  }

  private static <K> void note(Map<K, List<Integer>> numbers, K key, int number) {
    numbers.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
  }

  private void search(Map<SnapshotId, Snapshot> snapshots, List<AffectedSnapshot> affected)
      throws IOException {
    listener.begins(Step.REACH, snapshots.size());
    try (Trees trees = repository.trees()) {
      for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
        Walk walk = new Walk(entry.getKey());
        long hits = walk.from(trees, entry.getValue().tree());
        if (hits > 0) {
          affected.add(new AffectedSnapshot(entry.getKey(), entry.getValue().time(), hits));
        }
        listener.advances(Step.REACH, 1);
      }
    }
  }

  /** The way through one snapshot. */
  private final class Walk implements TreeWalk.Visitor {
    private final SnapshotId snapshot;
    private final BitSet seen = new BitSet();
    private final Deque<Long> hits = new ArrayDeque<>();

    Walk(SnapshotId snapshot) {
      this.snapshot = snapshot;
    }

    long from(Trees trees, BlobId root) throws IOException {
      hits.addLast(0L);
      if (begin(TreePath.ROOT, root)) {
        TreeWalk.through(trees, TreePath.ROOT, root, TreeReader.Order.NOTED, this);
      }
      return hits.removeLast();
    }

    private void hit(long count) {
      hits.addLast(saturated(hits.removeLast(), count));
    }

    @Override
    public boolean enter(TreePath path, Node node) {
      if (node instanceof FileNode file) {
        file(path, file);
      }
      return node instanceof DirectoryNode directory && begin(path, directory.subtree());
    }

    /** Whether to go into a directory; begins to count what is hit below it then. */
    private boolean begin(TreePath path, BlobId tree) {
      int ordinal = index.ordinal(BlobType.TREE, tree).orElse(-1);
      if (ordinal < 0) {
        hit(1);
        place(path, numbersOf(BlobType.TREE, tree));
        return false;
      }
      if (clean.get(ordinal)) {
        return false;
      }
      if (seen.get(ordinal)) {
        hit(hitsBelow.getOrDefault(ordinal, 0L));
        return false;
      }
      seen.set(ordinal);
      hits.addLast(0L);
      if (findings.isFlawed(ordinal) || isLost(BlobType.TREE, tree)) {
        hit(1);
        place(path, numbersOf(BlobType.TREE, tree));
      }
      return true;
    }

    @Override
    public void leave(TreePath path, BlobId tree) {
      int ordinal = index.ordinal(BlobType.TREE, tree).orElseThrow();
      long below = hits.removeLast();
      if (below == 0) {
        clean.set(ordinal);
      } else {
        hitsBelow.put(ordinal, below);
        hit(below);
      }
    }

    @Override
    public void unreadable(TreePath path, BlobId tree, IOException failure) throws IOException {
      Findings.reason(failure);
      // It counted when it was gone into, unless it has become unreadable since.
      if (hits.getLast() == 0) {
        hit(1);
      }
    }

    private void file(TreePath path, FileNode file) {
      Set<Integer> numbers = new HashSet<>();
      boolean lost = false;
      for (BlobId blob : file.content()) {
        if (isLost(BlobType.DATA, blob)) {
          lost = true;
          numbers.addAll(numbersOf(BlobType.DATA, blob));
        }
      }
      if (lost) {
        hit(1);
        place(path, numbers);
      }
    }

    private void place(TreePath path, Set<Integer> numbers) {
      for (int number : numbers) {
        if (places.get(number).size() < MOST_PLACES) {
          places.get(number).add(new Reach.Place(snapshot, path));
        } else {
          more.set(number);
        }
      }
    }
  }

  /** Whether no copy of the blob can be read. */
  private boolean isLost(BlobType type, BlobId id) {
    return index.ordinals(type, id).allMatch(findings::isUnreadable);
  }

  private Set<Integer> numbersOf(BlobType type, BlobId id) {
    Set<Integer> numbers = new HashSet<>(byBlob.getOrDefault(id, List.of()));
    index
        .ordinals(type, id)
        .filter(findings::isUnreadable)
        .forEach(ordinal -> numbers.addAll(byPack.getOrDefault(index.packOf(ordinal), List.of())));
    return numbers;
  }

  private static long saturated(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }
}
