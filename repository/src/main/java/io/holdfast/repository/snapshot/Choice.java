package io.holdfast.repository.snapshot;

import io.holdfast.repository.id.SnapshotId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What came of looking for one snapshot by the words of a person. */
public sealed interface Choice {
  /** The word for the newest snapshot. */
  String LATEST = "latest";

  /** It is this one. */
  record Chosen(SnapshotId id, Snapshot snapshot) implements Choice {}

  /** There is none. */
  record NoSuch(String wanted) implements Choice {}

  /** The beginning of the id fits several. */
  record Ambiguous(String wanted, List<SnapshotId> candidates) implements Choice {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * Chooses by the beginning of an id, or the newest that the filter lets through.
   *
   * @param wanted {@link #LATEST}, or hexadecimal digits; {@code filter} counts for the former
   *     alone
   */
  static Choice of(String wanted, SnapshotFilter filter, Map<SnapshotId, Snapshot> all) {
    if (wanted.equals(LATEST)) {
      return all.entrySet().stream()
          .filter(entry -> filter.matches(entry.getValue()))
          .max(
              Comparator.comparing(
                      (Map.Entry<SnapshotId, Snapshot> entry) -> entry.getValue().time())
                  .thenComparing(Map.Entry::getKey))
          .<Choice>map(entry -> new Chosen(entry.getKey(), entry.getValue()))
          .orElse(new NoSuch(wanted));
    }
    List<SnapshotId> fitting = all.keySet().stream().filter(id -> fits(id, wanted)).toList();
    return switch (fitting.size()) {
      case 0 -> new NoSuch(wanted);
      case 1 -> {
        SnapshotId id = fitting.getFirst();
        Snapshot snapshot = all.get(id);
        yield snapshot == null ? new NoSuch(wanted) : new Chosen(id, snapshot);
      }
      default -> new Ambiguous(wanted, fitting);
    };
  }

  private static boolean fits(SnapshotId id, String prefix) {
    return !prefix.isEmpty() && id.hex().startsWith(prefix);
  }
}
