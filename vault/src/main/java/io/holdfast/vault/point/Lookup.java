package io.holdfast.vault.point;

import java.io.IOException;
import java.util.List;

/** What came of looking for a point. */
public sealed interface Lookup {
  /** It is there. */
  record Found(StoredPoint point) implements Lookup {}

  /** Every snapshot was read, and it is none of them. */
  record Absent() implements Lookup {}

  /**
   * It is none of the snapshots that can be read, and may be one of the others.
   *
   * @param unreadable what is wrong with each of those; at least one
   */
  record Unknown(List<IOException> unreadable) implements Lookup {
    public Unknown {
      unreadable = List.copyOf(unreadable);
    }
  }
}
