package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCatalogTest extends CatalogContract {
  private static final String REBUILD =
      "'holdfast catalog rebuild --repo LOCATION --password-file FILE --replace'";

  @TempDir Path directory;

  @Override
  CatalogLocation location() {
    return new CatalogLocation.Embedded(directory);
  }

  @Test
  void what_was_acknowledged_is_in_the_file_while_the_process_still_runs() throws IOException {
    var writer = WriterId.parse("0123456789abcdef");
    var entries = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 3);
    catalog().ledger().keep(entries, false);
    var copy = Files.createDirectory(directory.resolve("copy"));

    // As a kill -9 would leave it.
    Files.copy(directory.resolve("catalog.mv.db"), copy.resolve("catalog.mv.db"));

    try (var found = Catalog.open(new CatalogLocation.Embedded(copy))) {
      assertThat(found.ledger().read(LedgerFixture.SHOP)).isEqualTo(entries);
    }
  }

  /**
   * H2 loses the last row of about one copy in fifty, once there are holes in its file, unless it
   * looks through all of it.
   */
  @Test
  void whenever_a_process_is_killed_the_last_that_it_acknowledged_is_there() throws IOException {
    var random = new Random(2);
    int known = 0;
    for (int round = 0; round < 30; round++) {
      var copy = Files.createDirectory(directory.resolve("copy-" + round));
      for (int more = random.nextInt(12); more >= 0; more--) {
        var begun =
            new Run(
                "run-" + ++known,
                Run.Type.RESTORE,
                new Run.Subject(MAIN, SHOP),
                START,
                null,
                "x".repeat(random.nextInt(12_000)));
        catalog().runs().begin(begun);
        if (random.nextInt(3) == 0) {
          var message = "m".repeat(random.nextInt(8_000));
          catalog()
              .runs()
              .end(
                  "run-" + (1 + random.nextInt(known)),
                  new Run.End(START, Run.Outcome.DONE, message));
        }
      }
      for (var name : List.of("catalog.mv.db", "catalog.open")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }

      try (var found = Catalog.open(new CatalogLocation.Embedded(copy))) {
        assertThat(found.runs().find("run-" + known)).as("round %d", round).isPresent();
      }
      reopened();
    }
  }

  @Test
  void a_hash_that_is_none_any_more_is_read_by_whoever_looks_for_flaws() throws Exception {
    var writer = WriterId.parse("0123456789abcdef");
    var entries = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 2);
    catalog().ledger().keep(entries, false);
    execute("update fact set hash = 'none' where sequence = 2");

    assertThat(catalog().ledger().after(LedgerFixture.SHOP, writer, 1))
        .extracting(Flaw.Stored::hash)
        .containsExactly(Chain.BEGINNING);
    assertThatThrownBy(() -> catalog().ledger().read(LedgerFixture.SHOP))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'holdfast catalog rebuild' brings back what was sealed");
  }

  @Override
  void execute(String change) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), "holdfast", "");
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private String url() {
    return "jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(directory.resolve("catalog"));
  }

  /** What this is about takes H2 45 seconds to go wrong; the harness that kills shows it. */
  @Test
  void no_place_in_the_file_is_used_again_before_it_is_closed() throws Exception {
    assertThat(catalog().ledger().lines()).isEmpty();
    try (var connection = DriverManager.getConnection(url(), "holdfast", "");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name ="
                    + " 'RETENTION_TIME'")) {
      assertThat(row.next()).isTrue();
      assertThat(Duration.ofMillis(row.getLong(1))).isGreaterThan(Duration.ofDays(20));
    }
  }

  @Test
  void a_catalog_that_nobody_closed_is_closed_before_anything_is_added() throws IOException {
    var writer = WriterId.parse("0123456789abcdef");
    var entries = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 3);
    catalog().ledger().keep(entries, false);
    var copy = Files.createDirectory(directory.resolve("copy"));
    for (var name : List.of("catalog.mv.db", "catalog.open")) {
      Files.copy(directory.resolve(name), copy.resolve(name));
    }

    try (var found = Catalog.open(new CatalogLocation.Embedded(copy))) {
      assertThat(found.ledger().read(LedgerFixture.SHOP)).isEqualTo(entries);
      assertThat(copy.resolve("catalog.open")).exists();
    }

    assertThat(copy.resolve("catalog.open")).doesNotExist();
  }

  @Test
  void nothing_is_written_into_a_file_that_was_removed_or_exchanged() throws Exception {
    var file = directory.resolve("catalog.mv.db");
    var aside = directory.resolve("aside");
    catalog().requirePresence();

    Files.move(file, aside);
    assertThatThrownBy(catalog()::requirePresence)
        .hasMessageContaining(file + " was removed or exchanged")
        .hasMessageContaining("holdfast catalog rebuild");
    Files.copy(aside, file);
    assertThatThrownBy(() -> catalog().kinds().remove("Policy", "gold"))
        .hasMessageContaining(file + " was removed or exchanged");

    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    catalog().requirePresence();
  }

  @Test
  void what_failed_to_write_is_opened_again_with_all_that_it_acknowledged() throws Exception {
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));
    failAWrite();

    assertThatThrownBy(() -> catalog().runs().unended())
        .hasMessageContaining("the catalog in " + directory + " failed: ");
    assertThat(catalog().runs().unended()).extracting(Run::id).containsExactly("one");
    catalog().runs().begin(run("two", Run.Type.BACKUP, START));
    assertThat(reopened().runs().unended()).extracting(Run::id).containsExactly("one", "two");
  }

  /** As a full disk does: H2 gives its file up after it. */
  private void failAWrite() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> execute("update run set message = 'lost'"))
        .isInstanceOf(SQLException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void what_failed_to_write_is_no_closed_catalog() throws Exception {
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));
    failAWrite();

    catalog().close();

    assertThat(directory.resolve("catalog.open")).exists();
    assertThat(reopened().runs().unended()).extracting(Run::id).containsExactly("one");
  }

  @Test
  void a_file_that_is_no_catalog_is_left_as_it_is() throws IOException {
    var file = Files.writeString(directory.resolve("catalog.mv.db"), "no database ".repeat(999));

    assertThatThrownBy(() -> Catalog.open(location()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot open the catalog in " + directory)
        .hasMessageEndingWith(REBUILD);

    assertThat(file).content().startsWith("no database");
  }

  @Test
  void locations_are_read_as_people_write_them() {
    assertThat(CatalogLocation.parse("postgresql://db.example/holdfast"))
        .isEqualTo(new CatalogLocation.Server("jdbc:postgresql://db.example/holdfast"))
        .hasToString("***");
    assertThat(CatalogLocation.parse("/var/lib/holdfast"))
        .isEqualTo(new CatalogLocation.Embedded(Path.of("/var/lib/holdfast")));
    assertThatThrownBy(() -> CatalogLocation.parse("mysql://user:secret@db/x"))
        .hasMessage(
            "there is no catalog at mysql://…: expected a directory or postgresql://host/database");
  }
}
