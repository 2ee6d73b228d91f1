package io.holdfast.repository.diff;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The blobs that each of two snapshots uses, and those of directories that both have; in bits. */
final class BlobSets {
  private final BlobIndex index;
  private final BitSet before = new BitSet();
  private final BitSet after = new BitSet();
  private long unknown;

  /** Counts of blobs and their bytes. */
  record Sum(long dataBlobs, long treeBlobs, long bytes) {}

  BlobSets(BlobIndex index) {
    this.index = index;
  }

  void before(@Nullable Node node) {
    add(before, node);
  }

  void after(@Nullable Node node) {
    add(after, node);
  }

  void before(BlobId tree) {
    add(before, BlobType.TREE, tree);
  }

  void after(BlobId tree) {
    add(after, BlobType.TREE, tree);
  }

  /** Whether the sets differ, so that {@link #both} can change anything. */
  boolean differ() {
    return !before.equals(after);
  }

  /** Takes what an entry that both snapshots have uses out of what only one has. */
  void both(Node node) {
    add(before, node);
    add(after, node);
  }

  private void add(BitSet set, @Nullable Node node) {
    if (node instanceof FileNode file) {
      for (BlobId blob : file.content()) {
        add(set, BlobType.DATA, blob);
      }
    } else if (node instanceof DirectoryNode directory) {
      add(set, BlobType.TREE, directory.subtree());
    }
  }

  private void add(BitSet set, BlobType type, BlobId id) {
    OptionalInt ordinal = index.ordinal(type, id);
    if (ordinal.isPresent()) {
      set.set(ordinal.getAsInt());
    } else {
      unknown++;
    }
  }

  long unknown() {
    return unknown;
  }

  Sum onlyBefore() {
    return sum(before, after);
  }

  Sum onlyAfter() {
    return sum(after, before);
  }

  private Sum sum(BitSet of, BitSet without) {
    BitSet only = (BitSet) of.clone();
    only.andNot(without);
    long[] sums = new long[3];
    index.forEachPack((_, blobs) -> {
      for (PackedBlob blob : blobs) {
        if (only.get(blob.ordinal())) {
          sums[blob.type() == BlobType.DATA ? 0 : 1]++;
          sums[2] += blob.plainLength();
        }
      }
    });
    return new Sum(sums[0], sums[1], sums[2]);
  }
}
