package io.holdfast.repository.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TasksTest {
  private static Tasks tasks(boolean computing, int threads, int queued) {
    return computing
        ? Tasks.computing("test", threads, queued)
        : Tasks.waiting("test", threads, queued);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void all_tasks_have_ended_when_joined(boolean computing) throws IOException {
    AtomicInteger done = new AtomicInteger();

    try (Tasks tasks = tasks(computing, 3, 2)) {
      for (int i = 0; i < 1000; i++) {
        tasks.submit(done::incrementAndGet);
      }
      tasks.join();
    }

    assertThat(done).hasValue(1000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(60) // else it would wait for ever
  void whoever_was_interrupted_may_join_again(boolean computing) throws IOException {
    CountDownLatch going = new CountDownLatch(1);
    try (Tasks tasks = tasks(computing, 2, 0)) {
      tasks.submit(going::await);
      Thread.currentThread().interrupt();
      assertThatThrownBy(tasks::join).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();

      going.countDown();
      tasks.join();
      tasks.join();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void as_many_run_at_once_as_there_are_threads(boolean computing) throws IOException {
    CyclicBarrier together = new CyclicBarrier(3);
    Set<String> names = ConcurrentHashMap.newKeySet();

    try (Tasks tasks = tasks(computing, 3, 3)) {
      for (int i = 0; i < 3; i++) {
        tasks.submit(() -> {
          names.add(Thread.currentThread().getName());
          awaitAll(together);
        });
      }
      tasks.join();
    }

    assertThat(names).hasSize(3).allMatch(name -> name.startsWith("test-"));
  }

  private static void awaitAll(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await();
    } catch (BrokenBarrierException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_submits_waits_while_the_queue_is_full(boolean computing) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger submitted = new AtomicInteger();

    try (Tasks tasks = tasks(computing, 1, 2)) {
      Thread submitter = Thread.ofVirtual().start(() -> submitAll(tasks, go, submitted));
      // One runs, two wait in the queue, and the fourth is being handed over.
      while (submitter.getState() != Thread.State.TIMED_WAITING || submitted.get() < 3) {
        Thread.onSpinWait();
      }
      assertThat(submitted).hasValue(3);
      go.countDown();
      submitter.join();
      tasks.join();
    }

    assertThat(submitted).hasValue(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void without_a_queue_whoever_submits_waits_for_a_thread(boolean computing) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger submitted = new AtomicInteger();

    try (Tasks tasks = tasks(computing, 2, 0)) {
      Thread submitter = Thread.ofVirtual().start(() -> submitAll(tasks, go, submitted));
      while (submitter.getState() != Thread.State.TIMED_WAITING || submitted.get() < 2) {
        Thread.onSpinWait();
      }
      assertThat(submitted).hasValue(2);
      go.countDown();
      submitter.join();
      tasks.join();
    }

    assertThat(submitted).hasValue(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_waits_for_a_thread_hears_of_the_failure(boolean computing) throws Exception {
    IOException failure = new IOException("the store is gone");
    CountDownLatch waiting = new CountDownLatch(1);

    try (Tasks tasks = tasks(computing, 1, 0)) {
      Thread waiter = Thread.currentThread();
      tasks.submit(() -> {
        waiting.await();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
          Thread.onSpinWait();
        }
        throw failure;
      });
      waiting.countDown();

      assertThatThrownBy(() -> tasks.submit(() -> {})).isSameAs(failure);
    }
  }

  private static void submitAll(Tasks tasks, CountDownLatch go, AtomicInteger submitted) {
    try {
      for (int i = 0; i < 10; i++) {
        tasks.submit(go::await);
        submitted.incrementAndGet();
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_first_failure_ends_all_and_is_told(boolean computing) throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch sleeping = new CountDownLatch(1);
    IOException failure = new IOException("the store is gone");

    try (Tasks tasks = tasks(computing, 2, 4)) {
      tasks.submit(() -> {
        sleeping.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
          interrupted.set(true);
          throw ended;
        }
      });
      CountDownLatch submitted = new CountDownLatch(1);
      tasks.submit(() -> {
        sleeping.await();
        submitted.await();
        throw failure;
      });
      submitted.countDown();

      assertThatThrownBy(tasks::join).isSameAs(failure);
      assertThat(tasks.failed()).isTrue();
      assertThatThrownBy(() -> tasks.submit(() -> {})).isSameAs(failure);
    }

    assertThat(interrupted).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_bug_in_a_task_comes_out_as_what_it_is(boolean computing) throws IOException {
    for (Throwable bug : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
      try (Tasks tasks = tasks(computing, 1, 1)) {
        assertThatThrownBy(
                () -> {
                  tasks.submit(() -> fail(bug));
                  tasks.join();
                })
            .isSameAs(bug);
      }
    }
  }

  private static void fail(Throwable bug) {
    switch (bug) {
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalArgumentException(bug);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothing_runs_on_when_it_is_closed_without_a_join(boolean computing) throws IOException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean laterRan = new AtomicBoolean();

    try (Tasks tasks = tasks(computing, 1, 2)) {
      tasks.submit(() -> {
        threads.add(Thread.currentThread());
        running.countDown();
        new CountDownLatch(1).await();
      });
      tasks.submit(() -> laterRan.set(true));
      running.await();
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }

    assertThat(threads.getFirst().isAlive()).isFalse();
    assertThat(laterRan).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_thread_that_stays_away_is_given_up_and_does_nothing_when_it_returns(boolean computing)
      throws Exception {
    CountDownLatch away = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    AtomicBoolean wentOn = new AtomicBoolean();

    try (Tasks tasks = tasks(computing, 1, 1)) {
      tasks.submit(() -> {
        try {
          callThatNothingInterrupts(away, answered);
          wentOn.set(true);
        } finally {
          // On its way out it closes what it had opened.
          callThatNothingInterrupts(away, answered);
          left.countDown();
        }
      });
      away.await();
    }
    assertThat(left.getCount()).isOne();

    answered.countDown();
    left.await();

    assertThat(wentOn).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_failure_is_told_while_another_thread_stays_away(boolean computing) throws Exception {
    CountDownLatch away = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    IOException failure = new IOException("the store is gone");

    try (Tasks tasks = tasks(computing, 2, 2)) {
      tasks.submit(() -> callThatNothingInterrupts(away, answered));
      away.await();
      assertThatThrownBy(
              () -> {
                tasks.submit(() -> {
                  throw failure;
                });
                tasks.join();
              })
          .isSameAs(failure);
    } finally {
      answered.countDown();
    }
  }

  private static void callThatNothingInterrupts(CountDownLatch away, CountDownLatch answered) {
    Away.begin();
    away.countDown();
    awaitWhateverComes(answered);
    Away.end();
  }

  private static void awaitWhateverComes(CountDownLatch event) {
    while (event.getCount() > 0) {
      try {
        event.await();
      } catch (InterruptedException ignoredAsByTheKernel) {
        // and waits again
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_is_interrupted_while_he_waits_is_told_so(boolean computing) throws Exception {
    try (Tasks tasks = tasks(computing, 1, 1)) {
      tasks.submit(() -> new CountDownLatch(1).await());
      Thread.currentThread().interrupt();

      assertThatThrownBy(tasks::join).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
