package io.holdfast.repository.find;

import io.holdfast.repository.select.PatternList;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to look for. */
public sealed interface Wanted {
  /**
   * Entries whose path matches and that lie within the bounds.
   *
   * @param patterns as restic's {@code find} reads them: one matches an entry also when it matches
   *     a directory above
   */
  record Entries(PatternList patterns, Bounds bounds) implements Wanted {}

  /**
   * Bounds that an entry must keep to, both ends included.
   *
   * @param oldest modification time, or null for any
   * @param newest modification time, or null for any
   * @param smallest bytes; only files have a size, other entries have 0
   * @param largest bytes
   */
  record Bounds(@Nullable Instant oldest, @Nullable Instant newest, long smallest, long largest) {
    public static final Bounds NONE = new Bounds(null, null, 0, Long.MAX_VALUE);

    boolean include(Instant time, long size) {
      return (oldest == null || !time.isBefore(oldest))
          && (newest == null || !time.isAfter(newest))
          && size >= smallest
          && size <= largest;
    }
  }

  /**
   * Files that use data blobs.
   *
   * @param prefixes beginnings of ids, in lower-case hexadecimal digits
   */
  record Blobs(List<String> prefixes) implements Wanted {
    public Blobs {
      prefixes = List.copyOf(prefixes);
    }
  }

  /** Directories whose trees' ids begin so. */
  record Trees(List<String> prefixes) implements Wanted {
    public Trees {
      prefixes = List.copyOf(prefixes);
    }
  }

  /** Files and directories that use any blob of packs whose ids begin so. */
  record Packs(List<String> prefixes) implements Wanted {
    public Packs {
      prefixes = List.copyOf(prefixes);
    }
  }
}
