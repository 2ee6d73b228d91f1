package io.holdfast.host.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.run.Journal;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.host.work.Standing;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class CutOffRunsTest {
  private static final Target SHOP = new Target("shop", "main");
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private Machine machine;
  private Dispatcher dispatcher;
  private CutOffRuns runs;

  @BeforeEach
  void open() throws Exception {
    var workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    dispatcher = Dispatcher.onRequest(new Limits(1, 1), TestEquipment.CLOCK);
    workshop.applied(machine);
    runs = new CutOffRuns(machine, dispatcher, Map.of());
  }

  @AfterEach
  void close() throws Exception {
    dispatcher.close();
    machine.close();
  }

  private Run begun(String id, String repository) throws IOException {
    var run =
        new Run(
            id,
            Run.Type.RETENTION,
            new Run.Subject(RepositoryName.parse(repository), ApplicationName.parse("shop")),
            TestEquipment.CLOCK.instant(),
            null,
            "{}");
    machine.catalog().runs().begin(run);
    return run;
  }

  private String asked(CountDownLatch until) {
    return dispatcher.ask(
        Kind.BACKUP,
        SHOP,
        () -> {
          until.await();
          return new Planning.Planned<>(ended(run("backup", "main")));
        });
  }

  private static Run run(String id, String repository) {
    return new Run(
        id,
        Run.Type.BACKUP,
        new Run.Subject(RepositoryName.parse(repository), ApplicationName.parse("shop")),
        TestEquipment.CLOCK.instant(),
        null,
        "{}");
  }

  private static Run ended(Run run) {
    return run.ended(new Run.End(TestEquipment.CLOCK.instant(), Run.Outcome.DONE, ""));
  }

  @Test
  void what_this_process_left_without_an_end_is_ended_and_lets_others_begin() throws Exception {
    var left = begun("retention-1", "former");

    assertThat(runs.unended()).containsExactly(left);
    assertThat(runs.recover(left))
        .hasValueSatisfying(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));

    assertThat(runs.unended()).isEmpty();
    assertThat(dispatcher.standing(asked(new CountDownLatch(0)), LONG).orElseThrow())
        .isInstanceOf(Standing.Ended.class);
  }

  @Test
  void what_goes_on_is_left_alone_also_in_another_repository_than_it_was_asked_for()
      throws Exception {
    var end = new CountDownLatch(1);
    String request = asked(end);
    while (!dispatcher.isUnderWay("shop")) {
      Thread.sleep(10);
    }
    var live = begun("retention-1", "former");

    assertThat(runs.recover(live)).isEmpty();
    assertThat(runs.unended()).containsExactly(live);

    end.countDown();
    assertThat(dispatcher.standing(request, LONG).orElseThrow()).isInstanceOf(Standing.Ended.class);
  }

  @Test
  void what_ended_by_itself_since_somebody_looked_is_not_ended_again() throws Exception {
    var left = begun("retention-1", "former");
    var seen = runs.unended();
    machine.catalog().runs().end(left.id(), Objects.requireNonNull(ended(left).end()));

    assertThat(runs.recover(seen.getFirst())).isEmpty();
    assertThat(dispatcher.standing(asked(new CountDownLatch(0)), LONG).orElseThrow())
        .isInstanceOf(Standing.Ended.class);
  }

  @Test
  void what_cannot_be_ended_keeps_others_waiting_until_it_has_an_end() throws Exception {
    var planning = machine.backups().plan(machine.kinds().subject("shop"));
    var plan = ((Planning.Planned<BackupPlan>) planning).plan();
    var left =
        new Run(
            plan.point().text(),
            Run.Type.BACKUP,
            run("", "main").subject(),
            TestEquipment.CLOCK.instant(),
            null,
            Journal.text(plan));
    machine.catalog().runs().begin(left);
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    assertThatThrownBy(() -> runs.recover(left)).isInstanceOf(IOException.class);
    String request = asked(new CountDownLatch(0));
    assertThat(dispatcher.standing(request, Duration.ofMillis(50)).orElseThrow())
        .isInstanceOf(Standing.Waiting.class);

    // As when what came after its end was written failed.
    machine.catalog().runs().end(left.id(), Objects.requireNonNull(ended(left).end()));
    assertThat(runs.unended()).isEqualTo(List.of());

    assertThat(dispatcher.standing(request, LONG).orElseThrow()).isInstanceOf(Standing.Ended.class);
  }
}
