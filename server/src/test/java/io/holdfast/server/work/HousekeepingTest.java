package io.holdfast.server.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.log.Log;
import io.holdfast.server.log.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HousekeepingTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(printed, true), LogFormat.TEXT, InstantSource.system());
  private final Work work = new Work();

  @Test
  void tells_a_failure_once_and_goes_on() throws Exception {
    var times = new CountDownLatch(5);
    try (var housekeeping = new Housekeeping(work, log)) {
      housekeeping.start(
          new Housekeeping.Job(
              "look around",
              PAUSE,
              () -> {
                times.countDown();
                throw new IOException("it is dark");
              }));

      assertThat(times.await(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(printed.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("could not look around, which is tried again in 0 seconds: it is dark");
  }

  @Test
  void a_defect_is_told_and_ends_nothing() throws Exception {
    var times = new CountDownLatch(2);
    try (var housekeeping = new Housekeeping(work, log)) {
      housekeeping.start(
          new Housekeeping.Job(
              "count",
              PAUSE,
              () -> {
                times.countDown();
                throw new IllegalStateException("a defect");
              }));

      assertThat(times.await(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(printed.toString(UTF_8)).contains("a defect of holdfast", "a defect");
  }

  @Test
  void begins_nothing_once_the_server_stops() throws Exception {
    var times = new AtomicInteger();
    work.stop();
    try (var housekeeping = new Housekeeping(work, log)) {
      housekeeping.start(new Housekeeping.Job("count", PAUSE, times::incrementAndGet)).join();
    }

    assertThat(times).hasValue(0);
  }
}
