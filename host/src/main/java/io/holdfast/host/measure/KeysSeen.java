package io.holdfast.host.measure;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the keys of a repository.
 *
 * @param failure why none of them took the password that is declared; absent when one did
 * @param kits which recovery kits open it; absent while the keys or the id of the repository are
 *     not known
 */
record KeysSeen(@Nullable String failure, @Nullable Kits kits) {
  /**
   * The recovery kits that open a repository.
   *
   * @param time when its keys were listed: a kit that was exported later opened it later
   * @param fingerprints that kits with these keys have
   */
  record Kits(Instant time, Set<String> fingerprints) {
    Kits {
      fingerprints = Set.copyOf(fingerprints);
    }

    boolean has(LineTally.Export kit, Instant now) {
      return fingerprints.contains(kit.fingerprint())
          || (kit.time().isAfter(time) && !kit.time().isAfter(now));
    }
  }
}
