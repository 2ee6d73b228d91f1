package io.holdfast.repository.store;

import io.holdfast.repository.task.Interruption;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Time that only passes: what decorators wait by, so that their tests need not. */
public interface Ticker {
  /** The machine's own. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedIOException {
          try {
            Thread.sleep(duration);
          } catch (InterruptedException e) {
            throw Interruption.of(e);
          }
        }
      };

  /** Nanoseconds since some instant; only differences mean something. */
  long nanoTime();

  /** Returns after {@code duration}; fails, still interrupted, when the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedIOException;
}
