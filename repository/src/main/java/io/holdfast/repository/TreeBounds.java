package io.holdfast.repository;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.id.BlobId;
import java.io.IOException;
import java.util.BitSet;

/**
 * Ends a walk through directories that no file system has, but a hostile repository may: too deep,
 * of too much memory together, or the same few over and over. For one walk; not thread-safe.
 *
 * <p>It takes a bit per blob of the index.
 */
public final class TreeBounds {
  /** No real directory is so deep. */
  public static final int DEEPEST = 10_000;

  /** The trees from the root down to where the walk is take no more memory than this. */
  private static final long MOST_HELD = BlobCodec.LARGEST;

  // Forty trees that each name the next one twice are 2^40 directories. File systems that show
  // their own snapshots repeat a tree, too, but not a thousand times over.
  private static final long MOST_REPEATED = 256L << 20;
  private static final long MOST_REPEATS = 1000;

  private final Trees trees;
  private final BitSet seen = new BitSet();
  private int depth;
  private long held;
  private long read;
  private long readFirst;

  public TreeBounds(Trees trees) {
    this.trees = trees;
  }

  /**
   * Before a directory is gone into; {@link #leave} follows, also when this throws.
   *
   * @throws IOException when it is too deep; the message names its tree
   */
  public void enter(BlobId tree) throws IOException {
    depth++;
    if (depth > DEEPEST) {
      throw new IOException(
          "tree %s is %d directories deep, which no real one is".formatted(tree, DEEPEST));
    }
  }

  /**
   * A tree of {@code size} bytes was read for the directory that was entered last.
   *
   * @throws IOException when that was too much; the message names the tree
   */
  public void hold(BlobId tree, int size) throws IOException {
    if (held + size > MOST_HELD) {
      throw new IOException(
          "tree %s and the %d above it take %d bytes together, the most allowed is %d"
              .formatted(tree, depth - 1, held + size, MOST_HELD));
    }
    read += size;
    int number = trees.number(tree);
    if (number >= 0 && !seen.get(number)) {
      seen.set(number);
      readFirst += size;
    }
    if (read > MOST_REPEATED + MOST_REPEATS * readFirst) {
      throw new IOException(
          "tree %s and others stand in so many places that no real directories can be meant"
              .formatted(tree));
    }
    held += size;
  }

  /** The directory entered last is left, of whose tree {@code size} bytes were held. */
  public void leave(int size) {
    depth--;
    held -= size;
  }
}
