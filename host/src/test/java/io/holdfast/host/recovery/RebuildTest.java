package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.AUTHOR;
import static io.holdfast.host.MachineWorkshop.CLOCK;
import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.points;
import static io.holdfast.host.MachineWorkshop.repositories;
import static io.holdfast.host.MachineWorkshop.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.location.Opener;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.SealedLedger;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that is lost, damaged, behind or another machine's, and what comes back of it. */
final class RebuildTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Machine machine;
  private LedgerLine line;
  private Repository repository;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    line = workshop.applied(machine).line();
    repository = machine.kinds().repository("main");
    backedUp(machine);
    backedUp(machine);
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  private Rebuild.Outcome rebuild(String state, Repository declared, boolean replace)
      throws Exception {
    machine.close();
    var outcome =
        Machine.rebuild(
            directory.resolve(state),
            null,
            repositories(),
            AUTHOR,
            CLOCK,
            new Rebuild.Request(List.of(declared), replace));
    machine = workshop.start(state);
    return outcome;
  }

  private RebuildReport rebuilt(String state, boolean replace) throws Exception {
    var outcome = rebuild(state, repository, replace);
    assertThat(outcome).isInstanceOf(Rebuild.Outcome.Rebuilt.class);
    return ((Rebuild.Outcome.Rebuilt) outcome).report();
  }

  private static void remove(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private List<Entry> facts() throws IOException {
    return machine.catalog().ledger().read(line);
  }

  private static WriterId writer(Entry entry) {
    return entry.fact().id().writer();
  }

  @Test
  void a_deleted_catalog_comes_back_equal_and_names_what_is_not_known() throws Exception {
    var facts = facts();
    var points = points(machine);
    var kinds = machine.kinds().all();
    machine.close();
    remove(workshop.state().resolve("catalog"));

    var report = rebuilt("state", false);

    assertThat(facts()).hasSize(3).startsWith(facts.toArray(new Entry[0]));
    assertThat(points(machine)).isEqualTo(points).hasSize(2);
    assertThat(machine.kinds().all()).hasSameElementsAs(kinds);
    assertThat(report.facts()).isEqualTo(2);
    assertThat(report.points()).isEqualTo(2);
    assertThat(report.runsKept()).isFalse();
    assertThat(report.kinds())
        .extracting(RebuildReport.TakenKind::kind)
        .containsExactly("Application");
    assertThat(report.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.line()).isEqualTo(line);
          assertThat(gap.fact().from()).isEqualTo(facts.getLast().fact().recorded());
          assertThat(facts().getLast().fact().body()).isEqualTo(gap.fact());
        });
    assertThat(machine.verify().isSound()).isTrue();
    assertThat(machine.catalog().ledger().unsealed(line, writer(facts.getFirst()))).isEmpty();
  }

  @Test
  void a_machine_goes_on_after_a_rebuild() throws Exception {
    machine.close();
    remove(workshop.state().resolve("catalog"));
    rebuilt("state", false);

    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(facts())
        .hasSize(4)
        .extracting(RebuildTest::writer)
        .containsOnly(writer(facts().getFirst()));
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_catalog_that_is_in_use_is_not_replaced_unless_that_is_said() throws Exception {
    var facts = facts();

    assertThat(rebuild("state", repository, false)).isInstanceOf(Rebuild.Outcome.Refused.class);
    assertThat(facts()).isEqualTo(facts);

    var report = rebuilt("state", true);
    assertThat(report.gaps()).isEmpty();
    assertThat(report.kinds()).isEmpty();
    assertThat(report.runsKept()).isTrue();
    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.catalog().runs().newest(machine.kinds().subject("shop").name(), 9))
        .hasSize(2);
  }

  private void observe(String reason) throws IOException {
    var key = key("state");
    new SealedLedger(machine.catalog().ledger(), key, CLOCK).observe(line, List.of(draft(reason)));
  }

  private static Fact.Draft draft(String reason) {
    return Fact.Draft.at(CLOCK.instant(), "test", new FactBody.RunFailed("run", "step", reason));
  }

  private WriterKey key(String state) throws IOException {
    machine.close();
    try (var opened = StateDirectory.open(directory.resolve(state))) {
      return opened.writerKey();
    } finally {
      machine = workshop.start(state);
    }
  }

  @Test
  void what_was_observed_and_not_sealed_outlives_a_rebuild_that_somebody_asked_for()
      throws Exception {
    observe("not sealed yet");
    var facts = facts();

    var report = rebuilt("state", true);

    assertThat(report.gaps()).isEmpty();
    assertThat(facts()).isEqualTo(facts).hasSize(3);
    assertThat(machine.catalog().ledger().unsealed(line, writer(facts.getFirst()))).isEmpty();
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void changed_rows_are_as_they_were_sealed_after_a_rebuild() throws Exception {
    var facts = facts();
    machine.close();
    workshop.sql("update fact set text = replace(text, 'holdfast', 'holdfost') where sequence = 1");
    machine = workshop.start();
    assertThat(machine.verify().isSound()).isFalse();

    rebuilt("state", true);

    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_catalog_that_does_not_open_is_kept_beside_the_new_one() throws Exception {
    var facts = facts();
    machine.close();
    var files = workshop.state().resolve("catalog");
    try (var all = Files.list(files)) {
      for (var file : all.toList()) {
        Files.writeString(file, "not a database");
      }
    }
    copy(files, workshop.state().resolve("catalog.new")); // as of a rebuild that was killed
    assertThat(
            Machine.rebuild(
                workshop.state(),
                null,
                repositories(),
                AUTHOR,
                CLOCK,
                new Rebuild.Request(List.of(repository), false)))
        .isInstanceOf(Rebuild.Outcome.Refused.class);

    var report = rebuilt("state", true);

    assertThat(facts()).startsWith(facts.toArray(new Entry[0]));
    assertThat(report.gaps()).hasSize(1);
    assertThat(report.warnings()).anyMatch(warning -> warning.contains("catalog.damaged"));
    assertThat(workshop.state().resolve("catalog.damaged")).isDirectory();
    assertThat(workshop.state().resolve("catalog.new")).doesNotExist();
  }

  @Test
  void a_catalog_that_is_older_than_the_repository_takes_over_and_names_the_gap() throws Exception {
    machine.close();
    copy(workshop.state().resolve("catalog"), workshop.state().resolve("older"));
    machine = workshop.start();
    backedUp(machine);
    var facts = facts();
    machine.close();
    remove(workshop.state().resolve("catalog"));
    Files.move(workshop.state().resolve("older"), workshop.state().resolve("catalog"));

    var report = rebuilt("state", true);

    assertThat(facts()).startsWith(facts.toArray(new Entry[0])).hasSize(4);
    assertThat(report.gaps()).hasSize(1);
    assertThat(points(machine)).hasSize(3);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void an_empty_machine_takes_everything_and_writes_under_its_own_key() throws Exception {
    var facts = facts();
    var points = points(machine);

    var report = rebuilt("elsewhere", false);

    assertThat(facts()).hasSize(3).startsWith(facts.toArray(new Entry[0]));
    assertThat(writer(facts().getLast())).isNotEqualTo(writer(facts.getFirst()));
    assertThat(report.gaps()).hasSize(1);
    assertThat(points(machine)).isEqualTo(points);
    assertThat(machine.kinds().subject("shop").repository()).isEqualTo(repository);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_copied_machine_is_told_apart_before_it_forks_the_chain() throws Exception {
    machine.close();
    copy(workshop.state(), directory.resolve("copy"));
    machine = workshop.start();
    backedUp(machine);
    machine.close();
    machine = workshop.start("copy");

    var end = backedUp(machine);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(end.message()).contains("another machine writes with a copy of this one's key");
    var report = rebuilt("copy", true);
    assertThat(report.identity().renewed()).isNotNull();
    assertThat(report.identity().forks()).isEmpty();
    assertThat(facts())
        .extracting(entry -> entry.fact().body())
        .filteredOn(FactBody.PointCaptured.class::isInstance)
        .hasSize(4)
        .doesNotHaveDuplicates();
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_fork_is_found_both_branches_stay_and_the_machine_gets_a_key_of_its_own() throws Exception {
    var key = key("state");
    var before = Chain.endingWith(facts().getFirst());
    var there = before.append(List.of(draft("there"), draft("there, too")), CLOCK.instant());
    try (var session = session(machine, Opener.Lock.SHARED)) {
      new Segments(session.repository(), line.repository(), _ -> {})
          .append(Segment.sign(there, key), session.lock(), AUTHOR, CLOCK.instant());
    }
    var here = facts();
    assertThat(machine.verify().repositories().getFirst().flaws())
        .anySatisfy(flaw ->
            assertThat(flaw.sentence())
                .contains("%s:%s:2".formatted(line, key.id()))
                .contains("another machine"));

    var report = rebuilt("state", true);

    assertThat(report.identity().forks()).hasSize(1);
    var renewed = Objects.requireNonNull(report.identity().renewed());
    assertThat(facts()).containsAll(here).containsAll(there);
    assertThat(key("state").id()).isEqualTo(renewed).isNotEqualTo(key.id());
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(writer(facts().getLast())).isEqualTo(renewed);
    assertThat(machine.verify().repositories().getFirst().flaws()).hasSize(1);
  }

  @Test
  void a_repository_that_is_away_stops_the_rebuild_and_nothing_is_changed() throws Exception {
    var facts = facts();
    Files.move(directory.resolve("repository"), directory.resolve("elsewhere"));

    assertThatThrownBy(() -> rebuild("state", repository, true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no repository");

    machine = workshop.start();
    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.kinds().all()).hasSize(2);
  }

  @Test
  void without_any_repository_there_is_nothing_to_rebuild_from() throws Exception {
    machine.close();
    remove(workshop.state().resolve("catalog"));

    var outcome =
        Machine.rebuild(
            workshop.state(),
            null,
            repositories(),
            AUTHOR,
            CLOCK,
            new Rebuild.Request(List.of(), false));

    machine = workshop.start();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rebuild.Outcome.Refused.class, refused -> assertThat(refused.reason()).contains("-f"));
  }
}
