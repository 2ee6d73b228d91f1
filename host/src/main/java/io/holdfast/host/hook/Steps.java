package io.holdfast.host.hook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one step after the other, each for a limited time.
 *
 * <p>A driver's own time limits do not cover everything it waits for, so each step is a thread that
 * is left behind when it takes too long: whoever gives a step up then breaks its connection, which
 * ends the thread.
 */
final class Steps {
  private final Runnable giveUp;
  private final Function<Exception, IOException> translate;

  /**
   * @param giveUp breaks what a step waits for; does not wait itself
   * @param translate turns a driver's exception into ours, without secrets in it
   */
  Steps(Runnable giveUp, Function<Exception, IOException> translate) {
    this.giveUp = giveUp;
    this.translate = translate;
  }

  /**
   * Runs a step.
   *
   * @param words what it does, for messages
   */
  <T> T run(String words, Duration limit, Callable<T> step) throws IOException {
    var task = new FutureTask<>(step);
    Thread.ofVirtual().name("hook step").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      giveUp.run();
      task.cancel(true);
      throw new IOException(
          "'%s' was not done within %d s and was given up: look what it waits for, or allow more time"
              .formatted(words, Math.max(1, limit.toSeconds())));
    } catch (InterruptedException _) {
      giveUp.run();
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at '%s'".formatted(words));
    } catch (ExecutionException failure) {
      throw ours(failure.getCause());
    }
  }

  private IOException ours(@Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case IOException ours -> ours;
      // whatever a driver throws: the translation masks what is secret in its message
      case Exception foreign -> translate.apply(foreign);
      case null, default -> new IOException("a step failed", cause);
    };
  }
}
