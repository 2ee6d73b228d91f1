package io.holdfast.repository.backup;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobReader;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import java.io.IOException;
import java.util.BitSet;

/**
 * The trees that the repository had before this backup: one that is damaged is not taken for
 * stored, or the snapshot could not be restored. Most were read already, as the parent's; the
 * others are read before they are relied upon. Thread-safe.
 */
final class KnownTrees {
  private final BlobReader reader;
  private final BlobIndex index;
  private final Recorder recorder;

  // What this run adds comes after these; the store has just taken it.
  private final int before;

  // By the ordinals of first copies: those that were read, or are stored anew.
  private final BitSet sound = new BitSet();

  KnownTrees(BlobReader reader, BlobIndex index, Recorder recorder) {
    this.reader = reader;
    this.index = index;
    this.recorder = recorder;
    this.before = index.blobCount();
  }

  /** It was read whole. */
  void wasRead(BlobId tree) {
    claim(ordinal(tree));
  }

  /** Whether the caller must store a tree that the index knows once more, as nobody else will. */
  boolean mustReplace(BlobId tree, BlobCodec codec) throws IOException {
    int ordinal = ordinal(tree);
    if (ordinal < 0 || ordinal >= before || isSound(ordinal)) {
      return false;
    }
    try {
      reader.load(BlobType.TREE, tree, codec);
      claim(ordinal);
      return false;
    } catch (IOException damaged) {
      if (!Damage.is(damaged)) {
        throw damaged;
      }
      boolean mine = claim(ordinal);
      if (mine) {
        recorder.warned(
            "a directory that the repository has cannot be read, it is stored anew: "
                + Reason.of(damaged));
      }
      return mine;
    }
  }

  private int ordinal(BlobId tree) {
    return index.ordinal(BlobType.TREE, tree).orElse(-1);
  }

  private synchronized boolean isSound(int ordinal) {
    return sound.get(ordinal);
  }

  private synchronized boolean claim(int ordinal) {
    if (ordinal < 0 || sound.get(ordinal)) {
      return false;
    }
    sound.set(ordinal);
    return true;
  }
}
