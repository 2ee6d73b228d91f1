package io.holdfast.repository.find;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** One search through snapshots; the repository's index must be loaded. */
public final class Search {
  private final Repository repository;
  private final Wanted wanted;
  private final SearchListener listener;

  public Search(Repository repository, Wanted wanted, SearchListener listener) {
    this.repository = repository;
    this.wanted = wanted;
    this.listener = listener;
  }

  /**
   * Searches the snapshots in their order and returns how much it found.
   *
   * @throws IOException when a directory cannot be read
   */
  public long in(Map<SnapshotId, Snapshot> snapshots) throws IOException {
    BiPredicate<BlobType, BlobId> isWanted = wantedBlobs();
    long found = 0;
    try (Trees trees = repository.trees()) {
      for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
        listener.begins(entry.getKey(), entry.getValue());
        BlobId root = entry.getValue().tree();
        long count;
        if (wanted instanceof Wanted.Entries entries) {
          EntryWalk walk = new EntryWalk(entries);
          TreeWalk.through(trees, root, walk);
          count = walk.count;
        } else {
          ObjectWalk walk = new ObjectWalk(isWanted, root);
          TreeWalk.through(trees, root, walk);
          count = walk.count;
        }
        listener.ends(entry.getKey(), count);
        found += count;
      }
    }
    return found;
  }

  private BiPredicate<BlobType, BlobId> wantedBlobs() {
    return switch (wanted) {
      case Wanted.Entries _ -> (_, _) -> false;
      case Wanted.Blobs(List<String> prefixes) ->
          (type, id) -> type == BlobType.DATA && begins(id.hex(), prefixes);
      case Wanted.Trees(List<String> prefixes) ->
          (type, id) -> type == BlobType.TREE && begins(id.hex(), prefixes);
      case Wanted.Packs(List<String> prefixes) -> {
        BlobIndex index = repository.index();
        BitSet ordinals = new BitSet();
        index.forEachPack((pack, blobs) -> {
          if (begins(pack.hex(), prefixes)) {
            blobs.stream().mapToInt(PackedBlob::ordinal).forEach(ordinals::set);
          }
        });
        yield (type, id) -> index.ordinals(type, id).anyMatch(ordinals::get);
      }
    };
  }

  private static boolean begins(String hex, List<String> prefixes) {
    return prefixes.stream().anyMatch(prefix -> !prefix.isEmpty() && hex.startsWith(prefix));
  }

  /** Looks at paths. */
  private final class EntryWalk implements TreeWalk.Visitor {
    private final Wanted.Entries entries;
    private long count;

    EntryWalk(Wanted.Entries entries) {
      this.entries = entries;
    }

    @Override
    public boolean enter(TreePath path, Node node) throws IOException {
      byte[] bytes = path.bytes();
      long size = node instanceof FileNode file ? file.size() : 0;
      if (entries.patterns().matches(bytes)
          && entries.bounds().include(node.metadata().times().modified(), size)) {
        count++;
        listener.entry(path, node);
      }
      return node instanceof DirectoryNode && entries.patterns().mayMatchBelow(bytes);
    }
  }

  /** Looks at ids. */
  private final class ObjectWalk implements TreeWalk.Visitor {
    private final BiPredicate<BlobType, BlobId> isWanted;
    private final Deque<BlobId> parents = new ArrayDeque<>();
    private long count;

    ObjectWalk(BiPredicate<BlobType, BlobId> isWanted, BlobId root) throws IOException {
      this.isWanted = isWanted;
      parents.addLast(root);
      look(BlobType.TREE, root, TreePath.ROOT);
    }

    private void look(BlobType type, BlobId id, TreePath path) throws IOException {
      if (isWanted.test(type, id)) {
        count++;
        listener.object(new SearchListener.Use(type, id, path, parents.getLast()));
      }
    }

    @Override
    public boolean enter(TreePath path, Node node) throws IOException {
      if (node instanceof FileNode file) {
        Set<BlobId> looked = new HashSet<>();
        for (BlobId blob : file.content()) {
          if (looked.add(blob)) {
            look(BlobType.DATA, blob, path);
          }
        }
      }
      if (node instanceof DirectoryNode directory) {
        look(BlobType.TREE, directory.subtree(), path);
        parents.addLast(directory.subtree());
        return true;
      }
      return false;
    }

    @Override
    public void leave(TreePath path, BlobId tree) {
      parents.removeLast();
    }
  }
}
