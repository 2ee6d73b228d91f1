package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a catalog knows of runs, on every database. */
interface RunRowsContract extends CatalogOnTest {
  /** No run of these tests ends so late. */
  Instant LATER = START.plusSeconds(100_000);

  @Test
  default void a_run_without_an_end_is_found_with_its_steps() throws IOException {
    var run = run("one", Run.Type.BACKUP, START);
    catalog().runs().begin(run);
    catalog().runs().add("one", "freeze", "{\"a\":1}");
    catalog().runs().add("one", "move", "{\"b\":2}");

    assertThat(reopened().runs().unended()).containsExactly(run);
    assertThat(catalog().runs().steps("one"))
        .containsExactly(
            new RunRows.RecordedStep(1, "freeze", "{\"a\":1}"),
            new RunRows.RecordedStep(2, "move", "{\"b\":2}"));
  }

  @Test
  default void a_run_ends_once() throws IOException {
    var run = run("one", Run.Type.BACKUP, START);
    var end = new Run.End(START.plusSeconds(5), Run.Outcome.INCOMPLETE, "1 entry failed");
    catalog().runs().begin(run);

    catalog().runs().end("one", end);
    catalog().runs().end("one", new Run.End(START, Run.Outcome.FAILED, "late"));

    assertThat(catalog().runs().find("one")).contains(run.ended(end));
    assertThat(catalog().runs().unended()).isEmpty();
  }

  @Test
  default void a_run_that_never_began_is_noted_with_its_end() throws IOException {
    var run =
        run("one", Run.Type.BACKUP, START)
            .ended(new Run.End(START, Run.Outcome.FAILED, "it is refused"));

    catalog().runs().record(run);

    assertThat(reopened().runs().find("one")).contains(run);
    assertThat(catalog().runs().unended()).isEmpty();
    assertThat(catalog().runs().sums(SHOP, LATER))
        .containsEntry(Run.Type.BACKUP, Runs.of(List.of(run)));
  }

  @Test
  default void the_newest_run_is_the_one_that_was_noted_last_whatever_the_clock_said()
      throws IOException {
    for (int i = 0; i < 4; i++) {
      var id = "run-" + i;
      catalog().runs().begin(run(id, Run.Type.BACKUP, START.minusSeconds(i)));
      catalog().runs().end(id, new Run.End(START, Run.Outcome.DONE, ""));
    }
    catalog().runs().begin(run("begun", Run.Type.BACKUP, START.minusSeconds(8)));
    catalog().runs().begin(run("other", Run.Type.RETENTION, START.minusSeconds(9)));

    assertThat(catalog().runs().newestEnded(SHOP, Run.Type.BACKUP))
        .hasValueSatisfying(run -> assertThat(run.id()).isEqualTo("run-3"));
    assertThat(catalog().runs().newest(SHOP, 3))
        .extracting(Run::id)
        .containsExactly("other", "begun", "run-3");
    assertThat(catalog().runs().newest(SHOP, Run.Type.BACKUP, 2))
        .extracting(Run::id)
        .containsExactly("begun", "run-3");
    assertThat(catalog().runs().unended()).extracting(Run::id).containsExactly("begun", "other");
  }

  @Test
  default void runs_come_to_the_same_whether_the_database_or_the_program_counts()
      throws IOException {
    var random = new Random(4);
    var outcomes = new ArrayList<Run.@Nullable Outcome>(List.of(Run.Outcome.values()));
    outcomes.add(null);
    var all = new ArrayList<Run>();
    for (int i = 0; i < 60; i++) {
      var type = random.nextBoolean() ? Run.Type.BACKUP : Run.Type.RESTORE;
      var started = START.plusSeconds(random.nextInt(1000));
      var begun =
          random.nextInt(4) == 0 ? securing("run-" + i, started) : run("run-" + i, type, started);
      catalog().runs().begin(begun);
      var outcome = outcomes.get(random.nextInt(outcomes.size()));
      if (outcome == null) {
        all.add(begun);
        continue;
      }
      var end = new Run.End(begun.started().plusSeconds(random.nextInt(1000)), outcome, "");
      catalog().runs().end(begun.id(), end);
      all.add(begun.ended(end));
    }

    var sums = catalog().runs().sums(SHOP, LATER);

    for (var type : Run.Type.values()) {
      var ofType = all.stream().filter(run -> run.type() == type).toList();
      assertThat(sums.getOrDefault(type, Runs.NONE)).isEqualTo(Runs.of(ofType));
    }
    assertThat(catalog().runs().sums(ApplicationName.parse("blog"), LATER)).isEmpty();
  }

  @Test
  default void a_run_that_a_wrong_clock_let_end_later_counts_and_is_not_the_last()
      throws IOException {
    var failed =
        run("one", Run.Type.BACKUP, START)
            .ended(new Run.End(START.plusSeconds(10), Run.Outcome.FAILED, "down"));
    var ahead =
        run("two", Run.Type.BACKUP, START.plusSeconds(500))
            .ended(new Run.End(START.plusSeconds(510), Run.Outcome.DONE, ""));
    catalog().runs().record(failed);
    catalog().runs().record(ahead);

    var sum =
        catalog().runs().sums(SHOP, START.plusSeconds(60)).getOrDefault(Run.Type.BACKUP, Runs.NONE);

    assertThat(sum.attempt()).isEqualTo(sum.failure()).isEqualTo(START.plusSeconds(10));
    assertThat(sum.success()).isNull();
    assertThat(sum.ended()).containsEntry(Run.Outcome.DONE, 1L);
    assertThat(sum.running()).isNull();
  }

  @Test
  default void the_newest_start_is_one_of_the_past() throws IOException {
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));
    catalog().runs().begin(run("two", Run.Type.BACKUP, START.plusSeconds(60)));
    catalog().runs().begin(run("three", Run.Type.RESTORE, START.plusSeconds(30)));
    catalog().runs().begin(securing("four", START.plusSeconds(40)));

    assertThat(catalog().runs().newestStart(SHOP, Run.Type.BACKUP, START.plusSeconds(59)))
        .contains(START);
    assertThat(catalog().runs().newestStart(SHOP, Run.Type.BACKUP, START.minusSeconds(1)))
        .isEmpty();
  }

  @Test
  default void a_run_that_secures_a_restore_is_found_as_one() throws IOException {
    var run = securing("one", START);
    catalog().runs().begin(run);

    assertThat(reopened().runs().find("one")).contains(run);
    assertThat(catalog().runs().sums(SHOP, LATER)).isEmpty();
  }

  private static Run securing(String id, Instant started) {
    return new Run(id, Run.Type.BACKUP, new Run.Subject(MAIN, SHOP), started, null, "{}", true);
  }

  @Test
  default void runs_at_the_same_time_keep_none_from_its_record() throws Exception {
    int steps = 40;
    var catalog = catalog();
    try (var runs = Executors.newFixedThreadPool(4)) {
      var ends = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        var id = "run-" + i;
        ends.add(
            runs.submit(() -> {
              catalog.runs().begin(run(id, Run.Type.BACKUP, START));
              for (int step = 0; step < steps; step++) {
                catalog.runs().add(id, "step " + step, "{}");
              }
              catalog.runs().end(id, new Run.End(START, Run.Outcome.DONE, ""));
              return id;
            }));
      }
      for (var end : ends) {
        assertThat(catalog().runs().steps((String) end.get())).hasSize(steps);
      }
    }

    assertThat(catalog().runs().unended()).isEmpty();
  }
}
