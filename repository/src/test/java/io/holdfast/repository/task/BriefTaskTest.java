package io.holdfast.repository.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class BriefTaskTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void is_done_also_for_a_thread_that_was_told_to_stop() {
    AtomicBoolean done = new AtomicBoolean();
    Thread.currentThread().interrupt();
    assertThat(BriefTask.run("brief", LONG, () -> done.set(true))).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).isTrue();
  }

  @Test
  void tells_what_it_failed_of() {
    IOException reason = new IOException("no room");
    assertThat(
            BriefTask.run(
                "brief",
                LONG,
                () -> {
                  throw reason;
                }))
        .contains(reason);
  }

  @Test
  void is_interrupted_when_it_takes_too_long() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThat(
            BriefTask.run(
                "brief",
                Duration.ofMillis(50),
                () -> {
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    interrupted.countDown();
                  }
                }))
        .containsInstanceOf(InterruptedIOException.class);
    interrupted.await();
  }

  @Test
  void has_not_failed_when_it_was_done_all_the_same() {
    assertThat(
            BriefTask.run(
                "brief",
                Duration.ofMillis(50),
                () -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException late) {
                    // as a call that had its answer when it was given up
                  }
                }))
        .isEmpty();
  }
}
