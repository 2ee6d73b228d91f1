package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreeSweep;
import io.holdfast.repository.Trees;
import io.holdfast.repository.check.CheckListener.Step;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every tree that the snapshots need, each once, several at a time.
 *
 * <p>A circle of trees cannot be: a tree's id is the hash of its bytes, which contain the ids of
 * its subtrees, and a tree that is not what its id says is damaged before it is looked at. Should
 * there be one all the same, it ends where a tree comes the second time.
 */
final class TreeCheck {
  private static final int MOST_FLAWS = 20;

  // Beyond that some may be counted twice.
  private static final int MOST_MISSING = 1 << 20;

  private final BlobIndex index;
  private final Findings findings;
  private final CheckListener listener;
  private final TreeSweep sweep;
  private final Set<BlobId> missing = new HashSet<>();

  TreeCheck(Repository repository, Findings findings, CheckListener listener) {
    this.index = repository.index();
    this.sweep = new TreeSweep(repository);
    this.findings = findings;
    this.listener = listener;
  }

  /** Looks at these trees and all below them; returns how many there are. */
  long run(Collection<BlobId> roots, int threads) throws IOException {
    listener.begins(Step.TREES, -1);
    roots.forEach(this::addTree);
    sweep.run("trees", threads, this::look);
    return sweep.count();
  }

  private void look(BlobId tree, Trees trees) throws IOException {
    new Look(tree).at(trees);
    listener.advances(Step.TREES, 1);
  }

  private void addTree(BlobId tree) {
    if (!sweep.add(tree)) {
      missing(BlobType.TREE, tree);
    }
  }

  private void missing(BlobType type, BlobId id) {
    synchronized (missing) {
      if (missing.contains(id)) {
        return;
      }
      if (missing.size() < MOST_MISSING) {
        missing.add(id);
      }
    }
    findings.add(new Damage.MissingBlob(type, id));
  }

  /** One tree's turn. */
  private final class Look {
    private final BlobId tree;
    private final List<String> flaws = new ArrayList<>();
    private int flawCount;

    Look(BlobId tree) {
      this.tree = tree;
    }

    void at(Trees trees) throws IOException {
      boolean unreadable = false;
      try {
        TreeReader reader = trees.read(tree, TreeReader.Order.NOTED);
        for (Node node = reader.next(); node != null; node = reader.next()) {
          node(node);
        }
        reader.problems().forEach(this::flaw);
      } catch (IOException failure) {
        unreadable = true;
        flaw(Findings.reason(failure));
      }
      if (flawCount > 0) {
        index.ordinals(BlobType.TREE, tree).limit(1).forEach(findings::flawed);
        // A pack that is missing or cut was reported, once for all of its trees.
        if (!unreadable || !isKnownToBeUnreadable()) {
          findings.add(new Damage.DamagedTree(tree, flaws, flawCount));
        }
      }
    }

    private boolean isKnownToBeUnreadable() {
      return index.ordinals(BlobType.TREE, tree).allMatch(findings::isUnreadable);
    }

    private void flaw(@Nullable String what) {
      flawCount++;
      if (flaws.size() < MOST_FLAWS && what != null) {
        flaws.add(what);
      }
    }

    private void node(Node node) {
      if (node.name().length() > 0 && !node.name().isSafe()) {
        flaw("has an entry named " + node.name() + ", which no file system allows");
      }
      switch (node) {
        case FileNode file -> file(file);
        case DirectoryNode directory -> addTree(directory.subtree());
        case IrregularNode irregular ->
            flaw("entry " + irregular.name() + " " + irregular.reason());
        case SymlinkNode _, DeviceNode _, FifoNode _, SocketNode _ -> {}
      }
    }

    private void file(FileNode file) {
      long bytes = 0;
      boolean whole = true;
      for (BlobId blob : file.content()) {
        OptionalInt length = index.plainLength(BlobType.DATA, blob);
        if (length.isPresent()) {
          bytes += length.getAsInt();
        } else {
          whole = false;
          missing(BlobType.DATA, blob);
        }
      }
      if (whole && bytes != file.size()) {
        findings.add(new Remark.FileSize(tree, file.name(), file.size(), bytes));
      }
    }
  }
}
