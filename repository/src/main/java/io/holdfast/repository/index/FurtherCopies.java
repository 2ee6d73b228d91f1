package io.holdfast.repository.index;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The copies, beyond the first, of blobs that stand in several packs, by their ordinals. One thread
 * links while any number look up.
 */
final class FurtherCopies {
  // From an ordinal to that of the same blob in another pack.
  private final Map<Integer, Integer> next = new ConcurrentHashMap<>();

  /**
   * The new copy goes in right behind the first, so that a blob with countless copies, as only a
   * hostile index has it, does not make each further one slower.
   */
  void link(int first, int copy) {
    Integer second = next.get(first);
    if (second != null) {
      next.put(copy, second);
    }
    next.put(first, copy);
  }

  /** The copy after this one; -1 after the last. */
  int after(int ordinal) {
    return next.getOrDefault(ordinal, -1);
  }

  boolean isEmpty() {
    return next.isEmpty();
  }

  int size() {
    return next.size();
  }

  /** By estimate. */
  long bytesUsed() {
    return (long) BlobEntries.MAP_ENTRY_BYTES * size();
  }
}
