package io.holdfast.repository.tree;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The blobs of one file's content, in order: an immutable list at 32 bytes per id.
 *
 * <p>A file of 5 GiB has thousands of blobs, and a directory may have many such files.
 */
public final class BlobList extends AbstractList<BlobId> implements RandomAccess {
  public static final BlobList EMPTY = new BlobList(new long[0]);

  private static final int WORDS = Sha256.BYTES / Long.BYTES;

  private final long[] words;

  private BlobList(long[] words) {
    this.words = words;
  }

  /** The same ids, packed. */
  public static BlobList of(List<BlobId> ids) {
    if (ids instanceof BlobList packed) {
      return packed;
    }
    if (ids.isEmpty()) {
      return EMPTY;
    }
    long[] words = new long[Math.multiplyExact(ids.size(), WORDS)];
    int at = 0;
    for (BlobId id : ids) {
      Sha256 hash = id.hash();
      words[at++] = hash.w0();
      words[at++] = hash.w1();
      words[at++] = hash.w2();
      words[at++] = hash.w3();
    }
    return new BlobList(words);
  }

  /** The ids whose big-endian words are the first {@code length} of {@code words}. */
  static BlobList ofWords(long[] words, int length) {
    return length == 0 ? EMPTY : new BlobList(Arrays.copyOf(words, length));
  }

  /** One of the four words of an id, for code that must not make an object of each. */
  long word(int index, int which) {
    return words[index * WORDS + which];
  }

  @Override
  public BlobId get(int index) {
    int at = index * WORDS;
    return new BlobId(new Sha256(words[at], words[at + 1], words[at + 2], words[at + 3]));
  }

  @Override
  public int size() {
    return words.length / WORDS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlobList list ? Arrays.equals(words, list.words) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
