package io.holdfast.repository.stats;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** One count over snapshots; the repository's index must be loaded. */
public final class Statistics {
  private final Repository repository;
  private final BlobIndex index;
  private long files;
  private long blobs;
  private long bytes;

  private Statistics(Repository repository) {
    this.repository = repository;
    this.index = repository.index();
  }

  /**
   * Counts what these snapshots hold.
   *
   * @throws IOException when a directory cannot be read, or a blob is in no index file
   */
  public static StatsReport of(Repository repository, Collection<Snapshot> snapshots, Mode mode)
      throws IOException {
    Statistics statistics = new Statistics(repository);
    StatsReport.Storage storage =
        switch (mode) {
          case RESTORE_SIZE -> {
            for (Snapshot snapshot : snapshots) {
              statistics.walk(snapshot, statistics.new RestoreSize());
            }
            yield StatsReport.Storage.NONE;
          }
          case FILES_BY_CONTENTS, BLOBS_PER_FILE -> {
            Contents contents = statistics.new Contents(mode);
            for (Snapshot snapshot : snapshots) {
              statistics.walk(snapshot, contents);
            }
            yield StatsReport.Storage.NONE;
          }
          case RAW_DATA -> statistics.rawData(snapshots);
        };
    return new StatsReport(
        snapshots.size(), statistics.files, statistics.blobs, statistics.bytes, storage);
  }

  private void walk(Snapshot snapshot, TreeWalk.Visitor visitor) throws IOException {
    try (Trees trees = repository.trees()) {
      TreeWalk.through(trees, snapshot.tree(), visitor);
    }
  }

  private int ordinal(BlobType type, BlobId id) throws IOException {
    OptionalInt ordinal = index.ordinal(type, id);
    if (ordinal.isEmpty()) {
      throw new MissingBlobException(type, id);
    }
    return ordinal.getAsInt();
  }

  /** Every entry of one snapshot. */
  private final class RestoreSize implements TreeWalk.Visitor {
    private record Inode(long device, long inode) {}

    private final Set<Inode> linked = new HashSet<>();

    @Override
    public boolean enter(TreePath path, Node node) {
      files++;
      if (node instanceof FileNode file) {
        NodeLinks links = file.metadata().links();
        if (!links.isShared() || linked.add(new Inode(links.device(), links.inode()))) {
          bytes += file.size();
        }
      }
      return true;
    }
  }

  /** Files of different content, in all snapshots. */
  private final class Contents implements TreeWalk.Visitor {
    private final Mode mode;
    private final Set<Sha256> contents = new HashSet<>();
    private final Map<Sha256, Set<Integer>> blobsByPath = new HashMap<>();

    Contents(Mode mode) {
      this.mode = mode;
    }

    @Override
    public boolean enter(TreePath path, Node node) throws IOException {
      BlobList content = node instanceof FileNode file ? file.content() : BlobList.EMPTY;
      if (contents.add(hash(content))) {
        if (mode == Mode.BLOBS_PER_FILE) {
          blobs(path, content);
        } else {
          files++;
          bytes += node instanceof FileNode file ? file.size() : 0;
        }
      }
      return true;
    }

    private void blobs(TreePath path, BlobList content) throws IOException {
      if (content.isEmpty()) {
        return;
      }
      Set<Integer> known =
          blobsByPath.computeIfAbsent(Sha256.of(path.bytes()), _ -> new HashSet<>());
      if (known.isEmpty()) {
        files++;
      }
      for (BlobId blob : content) {
        if (known.add(ordinal(BlobType.DATA, blob))) {
          blobs++;
          bytes += index.plainLength(BlobType.DATA, blob).orElseThrow();
        }
      }
    }

    private Sha256 hash(BlobList content) {
      MessageDigest digest = Sha256.newDigest();
      content.forEach(blob -> digest.update(blob.hash().bytes()));
      return Sha256.at(digest.digest(), 0);
    }
  }

  private StatsReport.Storage rawData(Collection<Snapshot> snapshots) throws IOException {
    BitSet used = new BitSet();
    try (Trees trees = repository.trees()) {
      for (Snapshot snapshot : snapshots) {
        if (isFirst(used, snapshot.tree())) {
          TreeWalk.through(trees, snapshot.tree(), (_, node) -> use(used, node));
        }
      }
    }
    long[] sums = new long[3];
    index.forEachPack((_, packed) -> {
      for (PackedBlob blob : packed) {
        if (used.get(blob.ordinal())) {
          sum(blob, sums);
        }
      }
    });
    return new StatsReport.Storage(sums[0], sums[1], sums[2]);
  }

  private void sum(PackedBlob blob, long[] sums) {
    blobs++;
    bytes += blob.length();
    long plain = (long) blob.plainLength() + PackEntry.OVERHEAD;
    sums[0] += plain;
    if (blob.compressed()) {
      sums[1] += blob.length();
      sums[2] += plain;
    }
  }

  private boolean use(BitSet used, Node node) throws IOException {
    if (node instanceof FileNode file) {
      for (BlobId blob : file.content()) {
        used.set(ordinal(BlobType.DATA, blob));
      }
    }
    return node instanceof DirectoryNode directory && isFirst(used, directory.subtree());
  }

  private boolean isFirst(BitSet used, BlobId tree) throws IOException {
    int ordinal = ordinal(BlobType.TREE, tree);
    boolean first = !used.get(ordinal);
    used.set(ordinal);
    return first;
  }
}
