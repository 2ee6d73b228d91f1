package io.holdfast.protection.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");

  @Test
  void counts_every_outcome_also_those_that_never_occurred() {
    var runs =
        Runs.of(
            List.of(
                run(1, Run.Outcome.DONE), run(2, Run.Outcome.DONE), run(3, Run.Outcome.FAILED)));

    assertThat(runs.ended())
        .containsEntry(Run.Outcome.DONE, 2L)
        .containsEntry(Run.Outcome.INCOMPLETE, 0L)
        .containsEntry(Run.Outcome.FAILED, 1L)
        .containsEntry(Run.Outcome.CANCELLED, 0L);
  }

  @Test
  void the_last_of_each_kind_counts_whatever_their_order() {
    var runs =
        Runs.of(
            List.of(
                run(5, Run.Outcome.FAILED),
                run(7, Run.Outcome.DONE),
                run(2, Run.Outcome.DONE),
                run(3, Run.Outcome.FAILED)));

    assertThat(runs.attempt()).isEqualTo(ended(7));
    assertThat(runs.success()).isEqualTo(new Runs.Success(ended(7), Duration.ofMinutes(10)));
    assertThat(runs.failure()).isEqualTo(ended(5));
  }

  @Test
  void an_incomplete_run_is_neither_a_success_nor_a_failure() {
    var runs = Runs.of(List.of(run(1, Run.Outcome.INCOMPLETE)));

    assertThat(runs.attempt()).isEqualTo(ended(1));
    assertThat(runs.success()).isNull();
    assertThat(runs.failure()).isNull();
  }

  @Test
  void a_cancelled_run_is_no_attempt() {
    var runs = Runs.of(List.of(run(1, Run.Outcome.FAILED), run(2, Run.Outcome.CANCELLED)));

    assertThat(runs.attempt()).isEqualTo(ended(1));
    assertThat(runs.ended()).containsEntry(Run.Outcome.CANCELLED, 1L);
  }

  @Test
  void a_run_that_secures_a_restore_does_not_count() {
    var securing =
        new Run(
            "securing",
            Run.Type.BACKUP,
            new Run.Subject(RepositoryName.parse("vault"), ApplicationName.parse("shop")),
            MIDNIGHT,
            new Run.End(ended(5), Run.Outcome.DONE, ""),
            "{}",
            true);

    var failed = run(3, Run.Outcome.FAILED);
    assertThat(Runs.of(List.of(failed, securing))).isEqualTo(Runs.of(List.of(failed)));
  }

  @Test
  void a_run_without_an_end_goes_on() {
    var runs = Runs.of(List.of(started(4), run(1, Run.Outcome.DONE), started(3)));

    assertThat(runs.running()).isEqualTo(MIDNIGHT.plus(Duration.ofHours(3)));
    assertThat(runs.attempt()).isEqualTo(ended(1));
  }

  private static Instant ended(int hour) {
    return MIDNIGHT.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(10));
  }

  private static Run run(int hour, Run.Outcome outcome) {
    return started(hour).ended(new Run.End(ended(hour), outcome, "as it went"));
  }

  private static Run started(int hour) {
    return new Run(
        "run-" + hour,
        Run.Type.BACKUP,
        new Run.Subject(RepositoryName.parse("vault"), ApplicationName.parse("shop")),
        MIDNIGHT.plus(Duration.ofHours(hour)),
        null,
        "{}");
  }
}
