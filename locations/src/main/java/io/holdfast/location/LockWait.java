package io.holdfast.location;

import io.holdfast.repository.lock.Locking;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Asks for a lock again while others hold it, for as long as there is patience. */
public final class LockWait {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Duration patience;
  private final InstantSource clock;
  private final Consumer<Duration> waiting;

  /**
   * @param patience zero to ask once
   * @param waiting is told once, before the first pause, how much of it is left
   */
  public LockWait(Duration patience, InstantSource clock, Consumer<Duration> waiting) {
    this.patience = patience;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** Asks for a lock once. */
  @FunctionalInterface
  public interface Question {
    Locking ask() throws IOException, InterruptedException;
  }

  /** The lock, or who held it in the end. */
  public Locking ask(Question question) throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    while (true) {
      Locking answer = question.ask();
      Duration left = Duration.between(clock.instant(), deadline);
      if (answer instanceof Locking.Acquired || !left.isPositive()) {
        return answer;
      }
      if (!told) {
        waiting.accept(left);
        told = true;
      }
      Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }
}
