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
   * What a person should know of the clocks when something is stored with this machine's time.
   *
   * @return empty when they agree, but for a difference of five minutes
   */
  public static String warning(ObjectStore store, InstantSource clock) throws IOException {
    Instant here = clock.instant();
    Instant there = store.clock();
    return agree(here, there)
        ? ""
        : "this machine's clock says %s and that of %s says %s: set the wrong one, for the times of points are this machine's"
            .formatted(here, store.location(), there);
  }

  private static boolean agree(Instant here, Instant there) {
    return Duration.between(here, there).abs().compareTo(LARGEST_DIFFERENCE) <= 0;
  }

  /**
   * Does nothing when the clocks agree, but for a difference of five minutes.
   *
   * @throws IOException when they do not; the message says by how much
   */
  public static void requireAgreement(ObjectStore store, InstantSource clock) throws IOException {
    Instant here = clock.instant();
    Instant there = store.clock();
    if (!agree(here, there)) {
      throw new IOException(
          "nothing is deleted: the clock of %s says %s, this machine's says %s, expected at most %d minutes between them; set the wrong one"
              .formatted(store.location(), there, here, LARGEST_DIFFERENCE.toMinutes()));
    }
  }
}
