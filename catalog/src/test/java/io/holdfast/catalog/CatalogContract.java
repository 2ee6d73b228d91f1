package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.Ledger;
import io.holdfast.protection.ledger.LedgerContract;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a catalog does on every database. */
abstract class CatalogContract extends LedgerContract
    implements RunRowsContract, PointRowsContract, KindRowsContract, RepositoryIdsContract {
  private @Nullable Catalog catalog;

  /** A place that nobody used before this test. */
  abstract CatalogLocation location();

  /** Does something to the database beside the catalog. */
  abstract void execute(String change) throws SQLException;

  @Override
  public final Catalog catalog() throws IOException {
    var open = catalog;
    if (open == null) {
      open = Catalog.open(location());
      catalog = open;
    }
    return open;
  }

  @Override
  public final Catalog reopened() throws IOException {
    close();
    return catalog();
  }

  @AfterEach
  final void close() throws IOException {
    if (catalog != null) {
      catalog.close();
      catalog = null;
    }
  }

  @Override
  protected Ledger ledger() throws IOException {
    return catalog().ledger();
  }

  /** The plan of a backup that secures a restore, as it is written. */
  private static final String SECURES = "{\"point\":\"one\",\"secures\":\"restore-1\"}";

  @Test
  void a_catalog_from_before_who_applied_what_is_brought_up_to_date_with_what_it_has()
      throws Exception {
    var kind = new KindRows.Applied("Policy", "gold", 3, START, "ann", "", "one");
    catalog().kinds().apply(List.of(kind));
    catalog().points().put(MAIN, point("shop-20261129t041500z-7f3a", 1));
    var securing =
        new Run(
            "one",
            Run.Type.BACKUP,
            run("", Run.Type.BACKUP, START).subject(),
            START,
            null,
            SECURES);
    catalog().runs().begin(securing);
    catalog().runs().begin(run("two", Run.Type.BACKUP, START.minusSeconds(1)));
    execute("alter table kind drop column applied_by");
    execute("drop table deciding");
    execute("drop table repository_id");
    execute("drop table catalog_id");
    execute("drop index point_state");
    execute("alter table point drop column state");
    execute("alter table point add column complete boolean not null default true");
    execute("create index point_state on point (repository, application, complete, cut_start)");
    execute("drop index run_ended");
    execute("drop index run_started");
    execute("alter table run drop column securing");
    execute("create index run_ended on run (application, type, state, ended, started)");
    execute("create index run_started on run (application, type, started)");
    execute("drop index run_place");
    execute("alter table run drop column place");
    execute("delete from \"holdfast_schema_history\" where cast(\"version\" as integer) >= 4");

    assertThat(reopened().kinds().all())
        .containsExactly(new KindRows.Applied("Policy", "gold", 3, START, "", "", "one"));
    assertThat(catalog().points().sum(MAIN, SHOP, START).points().complete().count()).isEqualTo(1);
    assertThat(catalog().repositories().of("main")).isEmpty();
    catalog().repositories().keep("main", "one");
    assertThat(catalog().repositories().of("main")).contains("one");
    assertThat(catalog().runs().unended()).extracting(Run::securing).containsExactly(false, true);
  }

  @Test
  void facts_are_there_after_the_next_start() throws IOException {
    var writer = WriterId.parse("0123456789abcdef");
    var entries = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 3);
    catalog().ledger().keep(entries, false);

    assertThat(reopened().ledger().read(LedgerFixture.SHOP)).isEqualTo(entries);
  }

  private static List<CatalogContents.Stretch> stretches(List<Entry> chain, List<Entry> fork) {
    return List.of(
        new CatalogContents.Stretch(0, true, chain), new CatalogContents.Stretch(1, true, fork));
  }

  @Test
  void all_but_the_runs_is_replaced_at_once_with_both_branches_of_a_fork() throws IOException {
    var writer = WriterId.parse("0123456789abcdef");
    var chain = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 3);
    var fork = Chain.endingWith(chain.get(1)).append(List.of(LedgerFixture.draft("there")), START);
    var kind = new KindRows.Applied("Policy", "gold", 1, START, "ann", "", "one");
    var point = point("shop-20261129t040000z-0001", 0);
    catalog()
        .ledger()
        .keep(LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 1), false);
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));

    catalog()
        .replace(
            new CatalogContents(
                stretches(chain, fork),
                List.of(new CatalogContents.Listed(MAIN, point)),
                List.of(kind),
                Map.of(),
                null));

    assertThat(reopened().ledger().read(LedgerFixture.SHOP))
        .hasSize(4)
        .containsAll(chain)
        .containsAll(fork);
    assertThat(catalog().ledger().kept(LedgerFixture.SHOP))
        .extracting(KeptFact::branch)
        .containsExactly(0, 0, 0, 1);
    assertThat(catalog().ledger().end(LedgerFixture.SHOP, writer))
        .isEqualTo(Chain.endingWith(chain.getLast()));
    assertThat(catalog().kinds().all()).containsExactly(kind);
    assertThat(catalog().points().of(MAIN, SHOP)).containsExactly(point);
    assertThat(catalog().runs().unended()).hasSize(1);
    assertThat(catalog().isEmpty()).isFalse();
  }

  @Test
  void what_is_declared_as_before_stays_created_when_it_was() throws IOException {
    var first = new KindRows.Applied("Policy", "gold", 1, START, "ann", "", "one");
    var later = START.plusSeconds(60);
    var second = new KindRows.Applied("Policy", "gold", 2, later, "ann", "", "two");
    var fresh = new KindRows.Applied("Policy", "new", 1, later, "ann", "", "three");
    catalog().kinds().apply(List.of(first));

    catalog()
        .replace(new CatalogContents(List.of(), List.of(), List.of(second, fresh), Map.of(), null));

    assertThat(catalog().kinds().times("Policy"))
        .isEqualTo(
            Map.of(
                "gold", new KindRows.Times(START, later), "new", new KindRows.Times(later, later)));
  }

  @Test
  void a_replacement_that_fails_changes_nothing() throws IOException {
    var kind = new KindRows.Applied("Policy", "gold", 1, START, "ann", "", "one");
    catalog().kinds().apply(List.of(kind));
    var point = point("shop-20261129t040000z-0001", 0);
    var twice = new CatalogContents.Listed(MAIN, point);

    assertThatThrownBy(() ->
            catalog()
                .replace(
                    new CatalogContents(
                        List.of(), List.of(twice, twice), List.of(), Map.of(), null)))
        .isInstanceOf(IOException.class);

    assertThat(catalog().kinds().all()).containsExactly(kind);
  }

  @Test
  void a_catalog_in_which_kinds_alone_were_applied_is_empty() throws IOException {
    catalog()
        .kinds()
        .apply(List.of(new KindRows.Applied("Policy", "gold", 1, START, "ann", "", "one")));

    assertThat(catalog().isEmpty()).isTrue();
  }

  @Test
  void what_is_unsealed_is_counted_by_line_and_chains_end_where_they_end() throws IOException {
    var writer = WriterId.parse("0123456789abcdef");
    var entries = LedgerFixture.entries(Chain.empty(LedgerFixture.SHOP, writer), 5);
    var rows = catalog().ledger();
    rows.keep(entries, false);
    rows.sealed(Chain.endingWith(entries.get(1)));

    assertThat(rows.unsealed())
        .isEqualTo(Map.of(LedgerFixture.SHOP, new LedgerRows.Unsealed(3, START.plusSeconds(2))));
    assertThat(rows.lasts()).isEqualTo(Map.of(LedgerFixture.SHOP, Map.of(writer, 5L)));
    assertThat(rows.after(LedgerFixture.SHOP, writer, 3))
        .extracting(stored -> stored.id().sequence())
        .containsExactly(4L, 5L);
    rows.sealed(Chain.endingWith(entries.getLast()));
    assertThat(rows.unsealed()).isEmpty();
  }

  @Test
  void it_stays_the_one_it_is_until_it_takes_the_place_of_another() throws Exception {
    var id = catalog().id();
    assertThat(id).get().asString().hasSize(36);
    assertThat(reopened().id()).isEqualTo(id);

    catalog().replace(new CatalogContents(List.of(), List.of(), List.of(), Map.of(), null));
    assertThat(catalog().id()).isEqualTo(id);
    assertThat(catalog().runsLost()).isEmpty();
    catalog().replace(new CatalogContents(List.of(), List.of(), List.of(), Map.of(), START));
    assertThat(catalog().runsLost()).contains(START);

    catalog().identify("another");
    assertThat(reopened().id()).contains("another");
    execute("delete from catalog_id");
    assertThat(catalog().id()).isEmpty();
  }

  @Test
  void one_whose_tables_were_emptied_takes_what_is_put_into_it() throws Exception {
    catalog();
    execute("delete from catalog_id");
    var emptied = reopened();

    emptied.identify("former");
    emptied.replace(new CatalogContents(List.of(), List.of(), List.of(), Map.of(), START));

    assertThat(emptied.id()).contains("former");
    assertThat(emptied.runsLost()).contains(START);
    emptied.requirePresence();
  }

  @Test
  void one_without_the_table_that_says_which_it_is_is_told_as_any_other_trouble() throws Exception {
    catalog();
    execute("drop table catalog_id");

    assertThatThrownBy(this::reopened)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the catalog")
        .hasMessageContaining(" failed: ")
        .hasMessageContaining("catalog_id");
  }

  @Test
  void nothing_is_written_into_one_that_was_exchanged_below_it() throws Exception {
    catalog().requirePresence();
    execute("update catalog_id set id = 'another'");

    assertThatThrownBy(catalog()::requirePresence)
        .hasMessageContaining("its tables were emptied or exchanged");
    assertThatThrownBy(() -> catalog().runs().begin(run("one", Run.Type.BACKUP, START)))
        .hasMessageContaining("the catalog was lost while it was open");
    assertThat(catalog().runs().unended()).isEmpty();
  }

  @Test
  void the_changes_to_its_tables_are_told() throws IOException {
    assertThat(catalog().migrations()).startsWith("1 ledger kinds runs", "2 measured");
    assertThat(reopened().migrations()).isEqualTo(catalog().migrations());
  }

  @Test
  void an_interrupt_ends_no_call_and_is_not_forgotten() throws IOException {
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));
    Thread.currentThread().interrupt();

    catalog().runs().begin(run("two", Run.Type.BACKUP, START.plusSeconds(1)));
    var unended = catalog().runs().unended();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unended).extracting(Run::id).containsExactly("one", "two");
    assertThat(catalog().runs().unended()).isEqualTo(unended);
  }
}
