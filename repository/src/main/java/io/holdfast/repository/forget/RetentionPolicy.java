package io.holdfast.repository.forget;

import io.holdfast.retention.KeepRules;
import java.util.List;

/**
 * What is to be kept; a snapshot stays when at least one part asks for it.
 *
 * @param rules by the snapshots' times
 * @param tags groups of which one is among the snapshot's as a whole; the group of one empty text
 *     means a snapshot without tags
 */
public record RetentionPolicy(KeepRules rules, List<List<String>> tags) {
  /** No rule at all. */
  public static final RetentionPolicy NONE = new RetentionPolicy(KeepRules.NONE, List.of());

  public RetentionPolicy {
    tags = tags.stream().map(List::copyOf).toList();
  }

  /** Whether it would keep nothing, whatever there is. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
