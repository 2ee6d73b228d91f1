package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The comparison of this machine's clock with a store's, before anything is deleted by age. */
public final class StoreClock {
  /** Clocks that differ by more decide differently about the age of locks and snapshots. */
  public static final Duration LARGEST_DIFFERENCE = Duration.ofMinutes(5);

  private StoreClock() {}

  /**
   * Does nothing when the clocks agree, but for a difference of five minutes.
   *
   * @throws IOException when they do not; the message says by how much
   */
  public static void requireAgreement(ObjectStore store, InstantSource clock) throws IOException {
    Instant here = clock.instant();
    Instant there = store.clock();
    Duration difference = Duration.between(here, there).abs();
    if (difference.compareTo(LARGEST_DIFFERENCE) > 0) {
      throw new IOException(
          "nothing is deleted: the clock of %s says %s, this machine's says %s, expected at most %d minutes between them; set the wrong one"
              .formatted(store.location(), there, here, LARGEST_DIFFERENCE.toMinutes()));
    }
  }
}
