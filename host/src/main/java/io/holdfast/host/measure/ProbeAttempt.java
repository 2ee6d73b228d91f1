package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.repository.Repositories;
import io.holdfast.protection.measure.Measurements.Probe;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt to reach a store, on a thread of its own: a dead network disk answers never. */
final class ProbeAttempt {
  private final Repository repository;
  private final Repositories repositories;
  private final InstantSource clock;
  private final FutureTask<Optional<Duration>> answer;
  private final Thread thread;

  private ProbeAttempt(Repository repository, Repositories repositories, InstantSource clock) {
    this.repository = repository;
    this.repositories = repositories;
    this.clock = clock;
    this.answer = new FutureTask<>(this::difference);
    this.thread =
        Thread.ofPlatform().daemon().name("probe of " + repository.name()).unstarted(answer);
  }

  static ProbeAttempt begin(Repository repository, Repositories repositories, InstantSource clock) {
    ProbeAttempt attempt = new ProbeAttempt(repository, repositories, clock);
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

  /** What came of it; no answer within this time is none. */
  Probe within(Duration patience) throws InterruptedException {
    try {
      Optional<Duration> difference = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Probe(clock.instant(), null, difference.orElse(null));
    } catch (ExecutionException _) {
      return new Probe(clock.instant(), String.valueOf(answer.exceptionNow().getMessage()), null);
    } catch (TimeoutException _) {
      return new Probe(
          clock.instant(), "no answer within %d seconds".formatted(patience.toSeconds()), null);
    } finally {
      thread.interrupt();
    }
  }

  private Optional<Duration> difference() throws IOException {
    Instant before = clock.instant();
    return repositories
        .storeTime(repository)
        .map(there -> {
          Duration took = Duration.between(before, clock.instant());
          return Duration.between(before.plus(took.dividedBy(2)), there);
        });
  }
}
