package io.holdfast.repository.key;

import io.holdfast.repository.id.KeyId;
import java.util.List;

/** What came of asking to remove a key file. */
public sealed interface KeyRemoval {
  /** It is gone. */
  record Removed(KeyId id) implements KeyRemoval {}

  /** It is the one whose password opened the repository, so it stays. */
  record InUse(KeyId id) implements KeyRemoval {}

  /** No id begins so. */
  record NoSuch(String wanted) implements KeyRemoval {}

  /** Several ids begin so. */
  record Ambiguous(String wanted, List<KeyId> candidates) implements KeyRemoval {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }
}
