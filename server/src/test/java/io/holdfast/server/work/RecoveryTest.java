package io.holdfast.server.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import io.holdfast.server.log.Log;
import io.holdfast.server.log.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(printed, true, UTF_8), LogFormat.TEXT, InstantSource.system());
  private final Work work = new Work();

  @Test
  void tries_again_until_the_repository_is_back_and_keeps_no_other_run_waiting() throws Exception {
    var away =
        new ArrayDeque<IOException>(
            List.of(new IOException("it is away"), new IOException("it is away")));
    var ended = new CountDownLatch(2);

    recovery(away, ended, Duration.ofMillis(1)).start(List.of(run("waits"), run("other")));

    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(work.await(Duration.ofMinutes(1))).isTrue();
    assertThat(printed.toString(UTF_8).lines())
        .map(line -> line.replaceFirst("^\\S+ ", ""))
        .containsExactly(
            "warning: waits was cut off and cannot be ended yet, which is tried every 0 seconds:"
                + " it is away",
            "other was cut off, and is failed now: do it again",
            "waits was cut off, and is failed now: do it again");
  }

  @Test
  void a_defect_of_one_run_keeps_no_other_from_its_end() throws Exception {
    var ended = new CountDownLatch(1);
    var recovery =
        new Recovery(
            run -> {
              if (run.id().equals("broken")) {
                throw new IllegalStateException("a defect");
              }
              ended.countDown();
              return run.ended(new Run.End(Instant.EPOCH, Run.Outcome.FAILED, "do it again"));
            },
            work,
            log,
            Duration.ofMillis(1));

    recovery.start(List.of(run("broken"), run("other")));

    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(work.await(Duration.ofMinutes(1))).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("error: broken was cut off and cannot be ended, by a defect of holdfast")
        .contains("other was cut off, and is failed now: do it again");
  }

  @Test
  void begins_nothing_when_the_server_stops() throws Exception {
    var ended = new CountDownLatch(1);
    work.stop();

    var recovery = recovery(new ArrayDeque<>(), ended, Duration.ofMillis(1));
    recovery.start(List.of(run("waits")));

    assertThat(ended.await(100, TimeUnit.MILLISECONDS)).isFalse();
  }

  private Recovery recovery(Deque<IOException> away, CountDownLatch ended, Duration pause) {
    return new Recovery(
        run -> {
          assertThat(work.running()).isEqualTo(1);
          if (run.id().equals("waits") && !away.isEmpty()) {
            throw away.remove();
          }
          ended.countDown();
          return run.ended(new Run.End(Instant.EPOCH, Run.Outcome.FAILED, "do it again"));
        },
        work,
        log,
        pause);
  }

  private static Run run(String id) {
    return new Run(
        id,
        Run.Type.RESTORE,
        new Run.Subject(RepositoryName.parse("main"), ApplicationName.parse("shop")),
        Instant.EPOCH,
        null,
        "{}");
  }
}
