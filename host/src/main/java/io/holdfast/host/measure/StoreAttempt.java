package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One attempt to ask a store something, on a thread of its own: a dead network disk answers never.
 */
final class StoreAttempt<T> {
  /** How long one that is told to give up may take to say why it had no answer yet. */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Repository repository;
  private final FutureTask<T> answer;
  private final Thread thread;

  private StoreAttempt(Repository repository, Callable<T> question) {
    this.repository = repository;
    this.answer = new FutureTask<>(question);
    this.thread =
        Thread.ofPlatform().daemon().name("probe of " + repository.name()).unstarted(answer);
  }

  static <T> StoreAttempt<T> begin(Repository repository, Callable<T> question) {
    StoreAttempt<T> attempt = new StoreAttempt<>(repository, question);
    attempt.thread.start();
    return attempt;
  }

  /** Whether it still hangs: then another one would, too, and both for ever. */
  boolean goesOn() {
    return thread.isAlive();
  }

  /** Whether it asks the store of this one; it may be declared anew, at another place. */
  boolean isOf(Repository declared) {
    return repository.equals(declared);
  }

  private String lastWord() throws InterruptedException {
    try {
      T _ = answer.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException failure) {
      return ": " + answer.exceptionNow().getMessage();
    } catch (TimeoutException hanging) {
      return "";
    }
  }

  /**
   * What came of it.
   *
   * @throws IOException why nothing did; no answer within this time is none
   */
  T within(Duration patience) throws IOException, InterruptedException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new IOException(answer.exceptionNow().getMessage(), failure);
    } catch (TimeoutException failure) {
      thread.interrupt();
      throw new IOException(
          "no answer within %d seconds%s".formatted(patience.toSeconds(), lastWord()), failure);
    } finally {
      thread.interrupt();
    }
  }
}
