package io.holdfast.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.kind.UnknownKindException;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Subject;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.state.StateInUseException;
import io.holdfast.location.Environment;
import io.holdfast.location.Opener;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Facts;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.schema.Json;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole line on one machine: from files that people write to a restored directory. */
final class MachineTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As precise as the catalog, and as PostgreSQL. */
  private static final InstantSource CLOCK =
      () -> Instant.ofEpochMilli(InstantSource.system().millis());

  @TempDir Path directory;

  private OneMachine one;
  private int restores;

  @BeforeEach
  void open() throws IOException {
    one = new OneMachine(directory);
  }

  @AfterEach
  void close() throws IOException {
    one.close();
  }

  private Machine machine() {
    return one.machine();
  }

  private static Machine on(StateDirectory state) throws IOException {
    return Machine.open(
        state,
        null,
        new Repositories(
            new Environment(Map.of()), CLOCK, RANDOM, new ScryptParameters(1024, 8, 1)),
        new SnapshotAuthor("host", "user", 0, 0, "holdfast"),
        CLOCK,
        RANDOM,
        Administrators.ONE);
  }

  private Restores.Wish wish(String run, Mode mode) {
    return stored ->
        new RestoreRequest(
            run,
            stored.manifest(),
            List.of(
                new RestoreRequest.Volume(
                    VolumeName.parse("orders"), directory.resolve("var/orders").toString(), null)),
            mode,
            List.of(),
            List.of(),
            null);
  }

  private Run.End restored(Subject subject, PointId point, Mode mode)
      throws IOException, InterruptedException {
    var run = "restore-" + ++restores;
    var planning = machine().restores().run(subject, point, wish(run, mode), "tester");
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end());
  }

  @Test
  void a_backup_becomes_a_point_that_says_what_is_in_it() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.writeString(directory.resolve("var/images/b.tmp"), "scratch");

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop)).hasSize(1);
    var point = one.points(shop).getFirst();
    assertThat(point.isComplete()).isTrue();
    assertThat(point.size()).isEqualTo(new RestorePoint.Size(2, 2, 12, 0));
    try (var session =
        machine().repositories().open(shop.repository(), Opener.Lock.NONE, Duration.ZERO)) {
      session.loadIndex();
      assertThat(new Points(session.repository()).find(point.id()))
          .isInstanceOfSatisfying(
              Lookup.Found.class,
              found -> {
                assertThat(found.point().view()).isEqualTo(point);
                assertThat(found.point().manifest().surroundings().kinds())
                    .containsExactly("application-shop.yaml", "repository-main.yaml");
              });
    }
  }

  @Test
  void a_point_is_restored_aside_and_the_volume_stays_as_it_is() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, one.points(shop).getFirst().id(), Mode.ASIDE);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders.restore-1/one")).hasContent("first");
    assertThat(directory.resolve("var/orders/one")).hasContent("changed");
  }

  @Test
  void a_swap_exchanges_both_and_keeps_what_was_there() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, one.points(shop).getFirst().id(), Mode.SWAP);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    assertThat(directory.resolve("var/orders.restore-1/one")).hasContent("changed");
  }

  @Test
  void a_volume_comes_back_with_the_mode_and_the_time_of_its_directory() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var volume = directory.resolve("var/orders");
    var mode = PosixFilePermissions.fromString("rwxr-x--x");
    var time = FileTime.from(Instant.parse("2020-01-01T10:00:00.123456789Z"));
    Files.setPosixFilePermissions(volume, mode);
    Files.setLastModifiedTime(volume, time);
    one.backedUp(shop);

    restored(shop, one.points(shop).getFirst().id(), Mode.SWAP);

    assertThat(Files.getPosixFilePermissions(volume)).isEqualTo(mode);
    assertThat(Files.getLastModifiedTime(volume)).isEqualTo(time);
  }

  @Test
  void what_is_overwritten_in_place_is_a_point_before() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    var first = one.points(shop).getFirst().id();
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, first, Mode.IN_PLACE);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    assertThat(one.points(shop)).hasSize(2);
    var secured = one.points(shop).getFirst().id();
    assertThat(secured).isNotEqualTo(first);
    assertThat(restored(shop, secured, Mode.ASIDE).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders.restore-2/one")).hasContent("changed");
  }

  @Test
  void a_volume_that_is_not_there_makes_the_point_incomplete() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.delete(directory.resolve("var/images/a.png"));
    Files.delete(directory.resolve("var/images"));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(one.points(shop).getFirst().isComplete()).isFalse();
    assertThat(one.points(shop).getFirst().size().volumes()).isEqualTo(1);
  }

  @Test
  void an_incomplete_run_leaves_no_point_and_says_why() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.delete(directory.resolve("repository/config"));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("there is no repository");
    assertThat(one.points(shop)).isEmpty();
    assertThat(
            Facts.known(machine().catalog().ledger().read(shop.line()), Instant.MAX)
                .bodies(FactBody.RunFailed.class))
        .singleElement()
        .extracting(FactBody.RunFailed::step)
        .isEqualTo("open repository");
  }

  @Test
  void a_hook_that_fails_makes_no_point_and_its_other_half_ran() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks:
                pre: { command: [sh, -c, "exit 3"] }
                post: { command: [touch, %s] }
            """
                .formatted(directory.resolve("post-ran")));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).startsWith("'open hook orders' failed");
    assertThat(one.points(shop)).isEmpty();
    assertThat(directory.resolve("post-ran")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pre: { command: [sleep, '60'], timeout: 1s }",
        "pre: { command: ['true'], timeout: 1m }, post: { command: [sleep, '60'], timeout: 1s }",
        "held: { command: [sh, -c, 'echo ready; exec sleep 60'], timeout: 1s }"
      })
  void a_hook_is_given_the_time_that_it_declares(String hook) throws Exception {
    var shop =
        one.applied(
            "- { name: orders, path: ./var/orders, method: Live, hooks: { %s } }".formatted(hook));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("sleep").contains("within 1 s");
    assertThat(one.points(shop)).isEmpty();
  }

  @Test
  void a_cut_that_a_hook_refuses_is_refused_with_its_reason() throws Exception {
    Files.writeString(directory.resolve("var/orders/shop.db"), "this is no database");
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks: { preset: sqlite, databases: [shop.db] }
            """);

    var planning = machine().backups().run(shop);

    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(((Planning.Refused<Run>) planning).refusals())
        .singleElement()
        .extracting(Refusal::sentence)
        .asString()
        .startsWith("open hook orders: '")
        .endsWith("shop.db' is no SQLite database");
    assertThat(one.points(shop)).isEmpty();
    assertThat(machine().catalog().runs().newest(shop.name(), 10))
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));
  }

  @Test
  void a_snapshot_that_cannot_be_had_is_refused_before_anything_is_done() throws Exception {
    var shop = one.applied("- { name: orders, path: /proc, method: Snapshot }");

    var planning = machine().backups().run(shop);

    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(((Planning.Refused<Run>) planning).refusals())
        .singleElement()
        .extracting(Refusal::what)
        .isEqualTo("volume orders");
    assertThat(machine().catalog().runs().newest(shop.name(), 10)).isEmpty();
  }

  @Test
  void facts_of_a_point_are_in_the_repository_with_it() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);

    assertThat(machine().catalog().ledger().read(shop.line()))
        .singleElement()
        .extracting(entry -> entry.fact().body())
        .isEqualTo(new FactBody.PointCaptured(one.points(shop).getFirst()));
    for (var line : machine().catalog().ledger().lines()) {
      for (var entry : machine().catalog().ledger().read(line)) {
        assertThat(machine().catalog().ledger().unsealed(line, entry.fact().id().writer()))
            .isEmpty();
      }
    }
  }

  @Test
  void nothing_is_half_applied() throws Exception {
    var reading =
        one.apply(
            OneMachine.repository()
                + OneMachine.shop("- { name: orders, path: ./var/orders, methot: Live }"));

    assertThat(reading.mistakesFound()).hasSize(1);
    assertThat(reading.mistakesFound().getFirst().toString())
        .startsWith("shop.yaml:14:")
        .contains("methot")
        .contains("method");
    assertThat(machine().kinds().all()).isEmpty();
  }

  @Test
  void what_was_applied_is_there_after_the_next_start() throws Exception {
    one.applied(OneMachine.BOTH);
    var before = machine().kinds().all();

    one.restart();

    assertThat(machine().kinds().all()).isEqualTo(before).hasSize(2);
    assertThatThrownBy(() -> machine().kinds().subject("blog"))
        .isInstanceOf(UnknownKindException.class)
        .hasMessage("there is no application blog here: 'holdfast apply -f FILE' declares it");
  }

  private BackupPlan begun(Subject subject) throws IOException {
    var plan = ((Planning.Planned<BackupPlan>) machine().backups().plan(subject)).plan();
    machine()
        .catalog()
        .runs()
        .begin(
            new Run(
                plan.point().text(),
                Run.Type.BACKUP,
                new Run.Subject(subject.repositoryName(), subject.name()),
                CLOCK.instant(),
                null,
                new String(Json.write(plan), UTF_8)));
    return plan;
  }

  @Test
  void a_run_that_was_cut_off_is_finished_by_the_next_start() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var plan = begun(shop);

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended).singleElement().extracting(Run::id).isEqualTo(plan.point().text());
    assertThat(one.points(shop))
        .singleElement()
        .extracting(RestorePoint::id)
        .isEqualTo(plan.point());
    assertThat(machine().recover((_, _) -> {})).isEmpty();
  }

  @Test
  void a_run_that_was_cut_off_waits_for_its_repository_and_keeps_no_other_from_its_end()
      throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var waiting = begun(shop);
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    machine()
        .catalog()
        .runs()
        .begin(
            new Run(
                "restore-1",
                Run.Type.RESTORE,
                new Run.Subject(shop.repositoryName(), shop.name()),
                CLOCK.instant(),
                null,
                Journal.text(new RestorePlan("restore-1", waiting.point(), List.of(), List.of()))));

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended).extracting(Run::id).containsExactly("restore-1");
    assertThat(machine().catalog().runs().unended())
        .extracting(Run::id)
        .containsExactly(waiting.point().text());

    Files.move(directory.resolve("away"), directory.resolve("repository"));

    assertThat(machine().recover((_, _) -> {}))
        .extracting(Run::id)
        .containsExactly(waiting.point().text());
    assertThat(one.points(shop))
        .singleElement()
        .extracting(RestorePoint::id)
        .isEqualTo(waiting.point());
  }

  @Test
  void a_machine_leaves_a_state_that_it_was_given_to_who_opened_it() throws Exception {
    try (var state = StateDirectory.open(directory.resolve("given"))) {
      on(state).close();

      assertThatThrownBy(() -> StateDirectory.open(directory.resolve("given")))
          .isInstanceOf(StateInUseException.class);
    }
  }

  @Test
  void a_run_whose_hooks_died_with_it_is_given_up() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks: { post: { command: ["true"] } }
            """);
    begun(shop);

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended)
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));
    assertThat(one.points(shop)).isEmpty();
    assertThat(machine().catalog().runs().unended()).isEmpty();
  }

  @Test
  void a_second_process_is_told_who_has_the_state() {
    assertThatThrownBy(one::start)
        .isInstanceOf(StateInUseException.class)
        .hasMessageContaining("process %d;".formatted(ProcessHandle.current().pid()));
  }
}
