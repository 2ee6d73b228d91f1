package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks stores the same question, never a store that still owes its answer. Thread-safe. */
final class StoreAttempts<T> {
  private final Question<T> question;

  /** Those that had no answer yet. */
  private final Map<String, StoreAttempt<T>> attempts = new ConcurrentHashMap<>();

  StoreAttempts(Question<T> question) {
    this.question = question;
  }

  /** What is asked. */
  @FunctionalInterface
  interface Question<T> {
    T of(Repository repository) throws IOException, InterruptedException;
  }

  /**
   * What the store of a repository answers.
   *
   * @throws IOException why it does not, or not within this time
   */
  T ask(Repository repository, Duration patience) throws IOException, InterruptedException {
    StoreAttempt<T> attempt =
        attempts.compute(
            repository.name(),
            (_, before) ->
                before != null && before.goesOn() && before.isOf(repository)
                    ? before
                    : StoreAttempt.begin(repository, () -> question.of(repository)));
    try {
      return attempt.within(patience);
    } finally {
      attempts.values().removeIf(one -> !one.goesOn());
    }
  }
}
