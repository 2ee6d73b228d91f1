package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.damage;
import static io.holdfast.host.MachineWorkshop.points;
import static io.holdfast.host.MachineWorkshop.session;
import static io.holdfast.host.TestEquipment.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.audit.Finding;
import io.holdfast.protection.audit.PointAudit;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.ledger.Segments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog against the repository: sound, and with each of the two changed. */
final class VerificationTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Machine machine;
  private LedgerLine line;
  private WriterId writer;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    line = workshop.applied(machine).line();
    for (int i = 0; i < 4; i++) {
      backedUp(machine);
    }
    writer = machine.catalog().ledger().read(line).getFirst().fact().id().writer();
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  private void changeRows(String statement) throws Exception {
    machine.close();
    workshop.sql(statement);
    machine = workshop.start();
  }

  private FactId id(int number) {
    return new FactId(line, writer, number);
  }

  private List<Finding> findings() throws Exception {
    return machine.verify().repositories().stream()
        .flatMap(compared -> compared.lines().stream())
        .flatMap(audit -> audit.findings().stream())
        .toList();
  }

  private void removeLedger() throws Exception {
    try (var session = session(machine, Opener.Lock.SHARED)) {
      var snapshots = session.repository().snapshots();
      for (var entry : snapshots.all().entrySet()) {
        if (Belonging.of(entry.getValue()).orElse(null) instanceof Belonging.ToLedger) {
          snapshots.remove(entry.getKey());
        }
      }
    }
  }

  private static Segments segments(Session session) {
    return new Segments(
        session.repository(),
        RepositoryName.parse("main"),
        unreadable -> {
          throw new IllegalStateException(unreadable);
        });
  }

  @Test
  void a_catalog_that_is_as_it_was_has_no_flaw() throws Exception {
    var report = machine.verify();

    assertThat(report.isSound()).isTrue();
    assertThat(report.repositories())
        .singleElement()
        .satisfies(compared ->
            assertThat(compared.lines())
                .singleElement()
                .satisfies(audit -> {
                  assertThat(audit.inRows()).isEqualTo(4);
                  assertThat(audit.inRepository()).isEqualTo(4);
                }));
  }

  @Test
  void a_byte_that_was_changed_in_a_row_is_located() throws Exception {
    changeRows("update fact set text = replace(text, 'holdfast', 'holdfost') where sequence = 2");

    assertThat(findings())
        .containsExactly(
            new Finding.InRows(new Flaw.Altered(id(2), "its text is not what its hash is of")));
    assertThat(machine.verify().isSound()).isFalse();
  }

  @Test
  void a_hash_that_was_changed_in_a_row_is_located() throws Exception {
    changeRows("update fact set hash = 'x' where sequence = 2");

    assertThat(findings())
        .containsExactly(
            new Finding.InRows(new Flaw.Altered(id(2), "its hash is not that of its text")));
  }

  @Test
  void a_row_that_was_taken_out_is_named() throws Exception {
    changeRows("delete from fact where sequence = 2");

    assertThat(findings()).containsExactly(new Finding.InRows(new Flaw.Missing(id(2), 2)));
  }

  @Test
  void a_byte_that_was_changed_in_a_segment_is_located() throws Exception {
    var sealed = new ArrayList<Segment>();
    try (var session = session(machine, Opener.Lock.SHARED)) {
      sealed.addAll(segments(session).of(line, writer, 0));
    }
    removeLedger();
    try (var session = session(machine, Opener.Lock.SHARED)) {
      for (var segment : sealed) {
        var changed =
            segment.first() == 3
                ? new Segment(
                    List.of(
                        Entry.read(
                            segment.entries().getFirst().text().replace("holdfast", "holdfost"))),
                    segment.publicKey(),
                    segment.signature())
                : segment;
        segments(session).append(changed, session.lock(), AUTHOR, TestEquipment.CLOCK.instant());
        session.loadIndex();
      }
    }

    assertThat(findings())
        .containsExactly(
            new Finding.InRepository(new Flaw.Altered(id(3), "its text is not what was signed")));
  }

  @Test
  void a_damaged_pack_of_the_ledger_is_told_with_its_line() throws Exception {
    var before = new HashSet<>(packs());
    var rows = machine.catalog().ledger();
    var next =
        Chain.endingWith(rows.read(line).getLast())
            .append(
                List.of(
                    Fact.Draft.at(
                        TestEquipment.CLOCK.instant(),
                        "test",
                        new FactBody.RunFailed("a", "b", "c"))),
                TestEquipment.CLOCK.instant());
    try (var session = session(machine, Opener.Lock.SHARED)) {
      segments(session)
          .append(
              new Segment(next, "none", "none"),
              session.lock(),
              AUTHOR,
              TestEquipment.CLOCK.instant());
    }
    for (var pack : packs()) {
      if (!before.contains(pack)) {
        damage(pack);
      }
    }

    assertThat(findings())
        .anySatisfy(finding ->
            assertThat(finding.sentence()).contains("main/shop").contains("cannot be read"));
  }

  private List<Path> packs() throws Exception {
    try (var files = Files.walk(directory.resolve("repository/data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void facts_that_the_repository_lost_are_named() throws Exception {
    removeLedger();

    assertThat(findings()).containsExactly(new Finding.NotInRepository(id(1), 4));
  }

  @Test
  void points_that_only_one_of_the_two_has_are_named() throws Exception {
    var newest = points(machine).getFirst();
    var oldest = points(machine).getLast();
    machine.catalog().points().remove(RepositoryName.parse("main"), newest.id());
    Files.delete(workshop.snapshotFile(oldest.snapshot().text()));

    assertThat(machine.verify().repositories())
        .singleElement()
        .isInstanceOfSatisfying(
            CatalogReport.Read.class,
            read ->
                assertThat(read.points())
                    .containsExactly(
                        new PointAudit.NotInRepository(oldest.id()),
                        new PointAudit.NotInRows(newest.id())));
  }

  @Test
  void what_another_machine_captured_need_not_be_listed_here() throws Exception {
    try (var other = workshop.start("other")) {
      workshop.declare(other);
      backedUp(other);
      assertThat(points(other)).hasSize(1);
    }

    var report = machine.verify();

    assertThat(report.isSound()).isTrue();
    assertThat(report.repositories())
        .singleElement()
        .isInstanceOfSatisfying(
            CatalogReport.Read.class,
            read -> {
              assertThat(read.points()).isEmpty();
              assertThat(read.ofOthers()).isEqualTo(1);
            });
  }

  @Test
  void a_damaged_snapshot_is_told_and_the_others_are_compared() throws Exception {
    damage(workshop.snapshotFile(points(machine).getFirst().snapshot().text()));

    var report = machine.verify();

    assertThat(report.isSound()).isFalse();
    assertThat(report.repositories().getFirst().flaws()).hasSize(2);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_repository_that_is_away_is_told_and_the_rows_are_looked_through() throws Exception {
    changeRows("update fact set text = replace(text, 'holdfast', 'holdfost') where sequence = 2");
    Files.move(directory.resolve("repository"), directory.resolve("elsewhere"));

    var report = machine.verify();

    assertThat(report.repositories())
        .singleElement()
        .isInstanceOf(CatalogReport.NotRead.class)
        .satisfies(compared ->
            assertThat(compared.flaws())
                .hasSize(2)
                .anyMatch(flaw -> flaw.sentence().contains("there is no repository"))
                .anyMatch(flaw -> flaw.sentence().contains(id(2).toString())));
  }
}
