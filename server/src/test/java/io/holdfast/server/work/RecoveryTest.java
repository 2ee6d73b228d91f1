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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(printed, true, UTF_8), LogFormat.TEXT, InstantSource.system());
  private final Work work = new Work();
  private final Map<String, Run> unended = new LinkedHashMap<>();
  private @Nullable Exception blindness;

  @Test
  void tries_again_until_the_repository_is_back_and_keeps_no_other_run_waiting() throws Exception {
    unended("waits", "other");
    var recovery =
        recovery(run -> {
          if (run.id().equals("waits") && unended.size() > 1) {
            throw new IOException("it is away");
          }
          return ended(run);
        });

    assertThat(recovery.pass()).isTrue();
    assertThat(unended).containsOnlyKeys("waits");
    unended("third");
    assertThat(recovery.pass()).isTrue();
    assertThat(recovery.pass()).isTrue();

    assertThat(unended).isEmpty();
    assertThat(printed())
        .containsExactly(
            "warning: waits was cut off and cannot be ended yet, which is tried every 60 seconds:"
                + " it is away",
            "other was cut off, and is failed now: do it again",
            "third was cut off, and is failed now: do it again",
            "waits was cut off, and is failed now: do it again");
  }

  @Test
  void a_defect_of_one_run_keeps_no_other_from_its_end_and_is_told_once() throws Exception {
    unended("broken", "other");
    var recovery =
        recovery(run -> {
          if (run.id().equals("broken")) {
            throw new IllegalStateException("a defect");
          }
          return ended(run);
        });

    assertThat(recovery.pass()).isTrue();
    assertThat(recovery.pass()).isTrue();

    assertThat(printed())
        .filteredOn(line -> line.contains(" was cut off"))
        .containsExactly(
            "error: broken was cut off and cannot be ended, by a defect of holdfast, please report"
                + " it",
            "other was cut off, and is failed now: do it again");
  }

  @Test
  void a_catalog_that_is_away_is_told_once_for_each_reason_and_looked_at_again() throws Exception {
    unended("one");
    var recovery = recovery(this::ended);

    for (var failure :
        List.of(
            new IOException("it is away"),
            new IOException("it is away"),
            new IllegalStateException("a defect"),
            new IllegalStateException("a defect"))) {
      blindness = failure;
      assertThat(recovery.pass()).isTrue();
    }
    blindness = null;
    assertThat(recovery.pass()).isTrue();
    blindness = new IOException("it is away");
    assertThat(recovery.pass()).isTrue();

    var away = "warning: cannot see what was cut off, which is tried every 60 seconds: it is away";
    assertThat(printed())
        .filteredOn(line -> line.contains("cut off"))
        .containsExactly(
            away,
            "error: cannot see what was cut off, by a defect of holdfast, please report it",
            "one was cut off, and is failed now: do it again",
            away);
    assertThat(work.running()).isZero();
  }

  @Test
  void says_nothing_of_a_run_that_goes_on() throws Exception {
    unended("goes-on");

    assertThat(recovery(_ -> Optional.empty()).pass()).isTrue();

    assertThat(printed()).isEmpty();
  }

  @Test
  void begins_nothing_when_the_server_stops() throws Exception {
    unended("one", "other");
    var recovery =
        recovery(run -> {
          work.stop();
          return ended(run);
        });

    assertThat(recovery.pass()).isFalse();

    assertThat(unended).containsOnlyKeys("other");
    assertThat(work.running()).isZero();
  }

  private List<String> printed() {
    return printed.toString(UTF_8).lines().map(line -> line.replaceFirst("^\\S+ ", "")).toList();
  }

  private Optional<Run> ended(Run run) {
    unended.remove(run.id());
    return Optional.of(run.ended(new Run.End(Instant.EPOCH, Run.Outcome.FAILED, "do it again")));
  }

  /** How a run is ended. */
  private interface Ending {
    Optional<Run> end(Run run) throws IOException;
  }

  private Recovery recovery(Ending ending) {
    return new Recovery(
        new Recovery.Recovering() {
          @Override
          public List<Run> unended() throws IOException {
            switch (blindness) {
              case IOException failure -> throw failure;
              case RuntimeException defect -> throw defect;
              case null, default -> {}
            }
            return List.copyOf(unended.values());
          }

          @Override
          public Optional<Run> recover(Run run) throws IOException {
            assertThat(work.running()).isEqualTo(1);
            return ending.end(run);
          }
        },
        work,
        log,
        Duration.ofSeconds(60));
  }

  private void unended(String... ids) {
    for (var id : ids) {
      unended.put(id, run(id));
    }
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
