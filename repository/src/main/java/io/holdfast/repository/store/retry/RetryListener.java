package io.holdfast.repository.store.retry;

import java.io.IOException;
import java.time.Duration;

/** Hears of calls that are repeated, so that a person can be told why nothing moves. */
@FunctionalInterface
public interface RetryListener {
  /** Does not tell anybody. */
  RetryListener SILENT = (attempt, failure, pause) -> {};

  /**
   * Called, by the thread that waits, before a pause.
   *
   * @param attempt the number of the try that failed, counted from 1
   */
  void repeating(int attempt, IOException failure, Duration pause);
}
