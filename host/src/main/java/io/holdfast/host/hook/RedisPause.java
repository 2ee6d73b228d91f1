package io.holdfast.host.hook;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Redis from writing while a volume snapshot is taken.
 *
 * <p>A pause is the server's, not the connection's, so it is asked for five seconds at a time and
 * renewed every second: when this program dies, writers go on within five seconds.
 */
final class RedisPause {
  static final String STATEMENT = "CLIENT PAUSE 5000 WRITE";

  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final Duration RENEWAL = Duration.ofSeconds(1);
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final RespConnection connection;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> broken = new AtomicReference<>();
  private long asked;

  RedisPause(RespConnection connection) {
    this.connection = connection;
  }

  /** Begins, and renews from now on. The caller has asked once already, to see whether it may. */
  void begin() {
    asked = System.nanoTime();
    Thread.ofVirtual().name("redis pause").start(this::renew);
  }

  private void renew() {
    try {
      while (!over.await(RENEWAL.toNanos(), TimeUnit.NANOSECONDS)) {
        var now = System.nanoTime();
        if (now - asked > LENGTH.minus(MARGIN).toNanos()) {
          broken.set("it was not renewed in time");
        }
        if (connection.ask(STATEMENT.split(" ", -1))
            instanceof RespConnection.Reply.Failure(var text)) {
          broken.set(text);
        }
        asked = now;
      }
    } catch (IOException failure) {
      broken.set(failure.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends it.
   *
   * @throws IOException when writers were not kept from writing all the time
   */
  void end() throws IOException {
    over.countDown();
    connection.ask("CLIENT", "UNPAUSE");
    var problem = broken.get();
    if (problem != null) {
      throw new IOException(
          "Redis' writers were not paused all the time, so the copy is not consistent: " + problem);
    }
  }

  /** Ends it as far as the connection still allows within a second; it ends by itself otherwise. */
  void giveUp() {
    over.countDown();
    var asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                connection.ask("CLIENT", "UNPAUSE");
              } catch (IOException _) {
                // Writers go on when the five seconds are over.
              }
            });
    var interrupted = Thread.interrupted();
    try {
      asking.join(RENEWAL);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
