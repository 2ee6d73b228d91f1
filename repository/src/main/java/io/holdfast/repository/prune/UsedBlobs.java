package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreeSweep;
import io.holdfast.repository.Trees;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.prune.PruneListener.Step;
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
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the blobs that snapshots need: every tree is read once, by several threads.
 *
 * <p>They are known by the ordinals of their first copies.
 */
final class UsedBlobs {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final BlobIndex index;
  private final PruneListener listener;
  private final TreeSweep sweep;
  private final BitSet used = new BitSet();
  private final Set<String> missing = new LinkedHashSet<>();
  private long missingCount;

  UsedBlobs(Repository repository, PruneListener listener) {
    this.index = repository.index();
    this.sweep = new TreeSweep(repository);
    this.listener = listener;
  }

  /**
   * Finds all that these trees need.
   *
   * @throws IOException when a tree cannot be read: what it needs is then unknown
   */
  void find(Collection<BlobId> roots, int threads) throws IOException {
    listener.begins(Step.TREES, -1);
    roots.forEach(this::tree);
    sweep.run("used-blobs", threads, this::look);
    sweep.addTo(used);
  }

  /** The first copies' ordinals; not to be changed. */
  BitSet used() {
    return used;
  }

  /** How many blobs are needed and not in the index; some may count twice. */
  long missingCount() {
    return missingCount;
  }

  /** Some of those, for messages. */
  Collection<String> missing() {
    return missing;
  }

  private void look(BlobId tree, Trees trees) throws IOException {
    // Disorder is no reason to leave space unused; check reports it.
    TreeReader reader = trees.read(tree, TreeReader.Order.NOTED);
    for (Node node = reader.next(); node != null; node = reader.next()) {
      node(node);
    }
    listener.advances(Step.TREES, 1);
  }

  private void node(Node node) {
    switch (node) {
      case FileNode file -> file.content().forEach(this::data);
      case DirectoryNode directory -> tree(directory.subtree());
      case IrregularNode irregular -> mentioned(irregular.json());
      case SymlinkNode _, DeviceNode _, FifoNode _, SocketNode _ -> {}
    }
  }

  private void data(BlobId id) {
    OptionalInt ordinal = index.ordinal(BlobType.DATA, id);
    if (ordinal.isPresent()) {
      use(ordinal.getAsInt());
    } else {
      miss("data blob " + id);
    }
  }

  private synchronized void use(int ordinal) {
    used.set(ordinal);
  }

  private void tree(BlobId id) {
    if (!sweep.add(id)) {
      miss("tree " + id);
    }
  }

  private synchronized void miss(String what) {
    missingCount++;
    if (missing.size() < Refusal.MOST_NAMED) {
      missing.add(what);
    }
  }

  /** A later version of the format may let other nodes need blobs; what they name is kept. */
  private void mentioned(String json) {
    Matcher matcher = ID.matcher(json);
    while (matcher.find()) {
      BlobId id = new BlobId(Sha256.parse(matcher.group()));
      if (index.contains(BlobType.DATA, id)) {
        data(id);
      }
      if (index.contains(BlobType.TREE, id)) {
        tree(id);
      }
    }
  }
}
