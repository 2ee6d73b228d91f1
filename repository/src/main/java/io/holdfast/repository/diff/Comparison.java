package io.holdfast.repository.diff;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreeBounds;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.diff.Change.Kind;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.IrregularNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.SymlinkNode;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One comparison of two trees; the repository's index must be loaded. To be run once. */
public final class Comparison {
  private final Repository repository;
  private final boolean withMetadata;
  private final Consumer consumer;
  private final BlobSets blobs;
  private final Count added = new Count();
  private final Count removed = new Count();
  private final List<BlobId> common = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private long changedFiles;

  /** Takes changes as they are found. */
  @FunctionalInterface
  public interface Consumer {
    void change(Change change) throws IOException;
  }

  /**
   * @param withMetadata whether entries that differ in metadata alone are changes, too
   */
  public Comparison(Repository repository, boolean withMetadata, Consumer consumer) {
    this.repository = repository;
    this.withMetadata = withMetadata;
    this.consumer = consumer;
    this.blobs = new BlobSets(repository.index());
  }

  /**
   * Compares what is below two directories.
   *
   * @throws IOException when a directory cannot be read
   */
  public DiffReport of(BlobId before, BlobId after) throws IOException {
    try (Trees trees = repository.trees()) {
      Reading reading = new Reading(trees, new TreeBounds(trees));
      blobs.before(before);
      blobs.after(after);
      if (before.equals(after)) {
        common.add(before);
      } else {
        goInto(reading, TreePath.ROOT, before, after);
      }
      while (!levels.isEmpty()) {
        if (!step(reading, levels.getLast())) {
          reading.bounds.leave(levels.removeLast().size());
        }
      }
      collectCommon(trees);
    }
    return new DiffReport(
        changedFiles,
        added.with(blobs.onlyAfter()),
        removed.with(blobs.onlyBefore()),
        blobs.unknown());
  }

  private record Reading(Trees trees, TreeBounds bounds) {}

  /** Looks at the next entry of a directory; false when there is none. */
  private boolean step(Reading reading, Level level) throws IOException {
    Node before = level.before == null ? null : level.before.current;
    Node after = level.after == null ? null : level.after.current;
    if (before == null && after == null) {
      return false;
    }
    if (before != null && after != null) {
      int order = before.name().compareTo(after.name());
      before = order > 0 ? null : before;
      after = order < 0 ? null : after;
    }
    if (before != null && level.before != null) {
      level.before.advance();
    }
    if (after != null && level.after != null) {
      level.after.advance();
    }
    blobs.before(before);
    blobs.after(after);
    compare(reading, level.path, before, after);
    return true;
  }

  private void compare(
      Reading reading, TreePath directory, @Nullable Node before, @Nullable Node after)
      throws IOException {
    if (before != null && after != null) {
      both(reading, directory.child(after.name()), before, after);
    } else if (before != null) {
      TreePath path = directory.child(before.name());
      removed.add(before);
      consumer.change(new Change(path, List.of(Kind.REMOVED), before, null));
      goInto(reading, path, subtree(before), null);
    } else if (after != null) {
      TreePath path = directory.child(after.name());
      added.add(after);
      consumer.change(new Change(path, List.of(Kind.ADDED), null, after));
      goInto(reading, path, null, subtree(after));
    }
  }

  private void both(Reading reading, TreePath path, Node before, Node after) throws IOException {
    List<Kind> kinds = new ArrayList<>();
    if (!type(before).equals(type(after))) {
      kinds.add(Kind.TYPE);
    }
    if (before instanceof FileNode old
        && after instanceof FileNode now
        && !old.content().equals(now.content())) {
      changedFiles++;
      kinds.add(Kind.CONTENT);
      if (old.metadata().equals(now.metadata()) && old.size() == now.size()) {
        kinds.add(Kind.BITROT);
      }
    } else if (withMetadata && !before.equals(after)) {
      kinds.add(Kind.METADATA);
    }
    if (!kinds.isEmpty()) {
      consumer.change(new Change(path, kinds, before, after));
    }
    if (before instanceof DirectoryNode old && after instanceof DirectoryNode now) {
      if (old.subtree().equals(now.subtree())) {
        common.add(now.subtree());
      } else {
        goInto(reading, path, old.subtree(), now.subtree());
      }
    }
  }

  private void goInto(
      Reading reading, TreePath path, @Nullable BlobId before, @Nullable BlobId after)
      throws IOException {
    BlobId either = after == null ? before : after;
    if (either == null) {
      return;
    }
    reading.bounds.enter(either);
    Level level = new Level(path, reading.trees, before, after);
    if (before != null) {
      reading.bounds.hold(before, size(level.before));
    }
    if (after != null) {
      reading.bounds.hold(after, size(level.after));
    }
    levels.addLast(level);
  }

  private static int size(@Nullable Side side) {
    return side == null ? 0 : side.reader.size();
  }

  private static @Nullable BlobId subtree(Node node) {
    return node instanceof DirectoryNode directory ? directory.subtree() : null;
  }

  private static String type(Node node) {
    return switch (node) {
      case FileNode _ -> "file";
      case DirectoryNode _ -> "directory";
      case SymlinkNode _ -> "symlink";
      case DeviceNode device -> device.kind().name();
      case FifoNode _ -> "fifo";
      case SocketNode _ -> "socket";
      case IrregularNode irregular -> "irregular " + irregular.type();
    };
  }

  /**
   * A blob that a changed file uses is not new when a directory that did not change has it, too, so
   * these are gone through, each once, when any blobs differ at all.
   */
  private void collectCommon(Trees trees) throws IOException {
    if (!blobs.differ()) {
      return;
    }
    BlobIndex index = repository.index();
    BitSet seen = new BitSet();
    TreeWalk.Visitor visitor =
        (_, node) -> {
          blobs.both(node);
          return node instanceof DirectoryNode directory
              && isFirst(index, seen, directory.subtree());
        };
    for (BlobId tree : common) {
      if (isFirst(index, seen, tree)) {
        TreeWalk.through(trees, tree, visitor);
      }
    }
  }

  private static boolean isFirst(BlobIndex index, BitSet seen, BlobId tree) {
    int ordinal = index.ordinal(BlobType.TREE, tree).orElse(-1);
    if (ordinal >= 0 && seen.get(ordinal)) {
      return false;
    }
    if (ordinal >= 0) {
      seen.set(ordinal);
    }
    return true;
  }

  /** A directory that is read on one side or both. */
  private static final class Level {
    private final TreePath path;
    private final @Nullable Side before;
    private final @Nullable Side after;

    Level(TreePath path, Trees trees, @Nullable BlobId before, @Nullable BlobId after)
        throws IOException {
      this.path = path;
      this.before = before == null ? null : new Side(trees, before);
      this.after = after == null ? null : new Side(trees, after);
    }

    int size() {
      return Comparison.size(before) + Comparison.size(after);
    }
  }

  /** A directory's nodes on one side. */
  private static final class Side {
    private final TreeReader reader;
    private @Nullable Node current;

    Side(Trees trees, BlobId tree) throws IOException {
      reader = trees.read(tree);
      advance();
    }

    void advance() throws IOException {
      current = reader.next();
    }
  }

  /** Counts entries. */
  private static final class Count {
    private long files;
    private long directories;
    private long others;

    void add(Node node) {
      switch (node) {
        case FileNode _ -> files++;
        case DirectoryNode _ -> directories++;
        case SymlinkNode _, DeviceNode _, FifoNode _, SocketNode _, IrregularNode _ -> others++;
      }
    }

    DiffReport.Sum with(BlobSets.Sum sum) {
      return new DiffReport.Sum(
          files, directories, others, sum.dataBlobs(), sum.treeBlobs(), sum.bytes());
    }
  }
}
