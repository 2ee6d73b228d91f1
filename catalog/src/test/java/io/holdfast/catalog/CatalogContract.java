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
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a catalog does on every database. */
abstract class CatalogContract extends LedgerContract {
  private static final Instant START = LedgerFixture.START;
  private static final RepositoryName MAIN = RepositoryName.parse("main");
  private static final ApplicationName SHOP = ApplicationName.parse("shop");

  private @Nullable Catalog catalog;

  /** A place that nobody used before this test. */
  abstract CatalogLocation location();

  final Catalog catalog() throws IOException {
    var open = catalog;
    if (open == null) {
      open = Catalog.open(location());
      catalog = open;
    }
    return open;
  }

  /** As when the process ends and another one begins. */
  final Catalog reopened() throws IOException {
    close();
    return catalog();
  }

  @AfterEach
  final void close() {
    if (catalog != null) {
      catalog.close();
      catalog = null;
    }
  }

  @Override
  protected Ledger ledger() throws IOException {
    return catalog().ledger();
  }

  private static RestorePoint point(String id, int hours) {
    var time = START.plusSeconds(3600L * hours);
    return new RestorePoint(
        PointId.parse(id),
        SHOP,
        new Cut(time, time, Duration.ZERO),
        Consistency.ATOMIC,
        ContentId.parse("ab".repeat(32)),
        new RestorePoint.Size(1, 2, 3, 0),
        Proof.ofSeal(START, true));
  }

  private static Run run(String id, Run.Type type, Instant started) {
    return new Run(id, type, new Run.Subject(MAIN, SHOP), started, null, "{}");
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
    var kind = new KindRows.Applied("Policy", "gold", 1, START, "", "one");
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
                List.of(kind)));

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
  void a_replacement_that_fails_changes_nothing() throws IOException {
    var kind = new KindRows.Applied("Policy", "gold", 1, START, "", "one");
    catalog().kinds().apply(List.of(kind));
    var point = point("shop-20261129t040000z-0001", 0);
    var twice = new CatalogContents.Listed(MAIN, point);

    assertThatThrownBy(() ->
            catalog().replace(new CatalogContents(List.of(), List.of(twice, twice), List.of())))
        .isInstanceOf(IOException.class);

    assertThat(catalog().kinds().all()).containsExactly(kind);
  }

  @Test
  void a_catalog_in_which_kinds_alone_were_applied_is_empty() throws IOException {
    catalog().kinds().apply(List.of(new KindRows.Applied("Policy", "gold", 1, START, "", "one")));

    assertThat(catalog().isEmpty()).isTrue();
  }

  @Test
  void kinds_are_replaced_by_name() throws IOException {
    var first = new KindRows.Applied("Policy", "gold", 1, START, "a.yaml", "one\n\"ä\" 'x' \\ \t");
    var other = new KindRows.Applied("Application", "shop", 1, START, "b.yaml", "other");
    catalog().kinds().apply(List.of(first, other));
    var second = new KindRows.Applied("Policy", "gold", 2, START.plusSeconds(1), "c.yaml", "two");

    catalog().kinds().apply(List.of(second));

    assertThat(reopened().kinds().all()).containsExactly(other, second);
    assertThat(catalog().kinds().find("Policy", "gold")).contains(second);
    assertThat(catalog().kinds().find("Policy", "silver")).isEmpty();
  }

  @Test
  void kinds_are_removed_by_name() throws IOException {
    var object = new KindRows.Applied("Policy", "gold", 1, START, "a.yaml", "one");
    catalog().kinds().apply(List.of(object));

    catalog().kinds().remove("Policy", "gold");
    catalog().kinds().remove("Policy", "gold");

    assertThat(catalog().kinds().all()).isEmpty();
  }

  @Test
  void a_run_without_an_end_is_found_with_its_steps() throws IOException {
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
  void a_run_ends_once() throws IOException {
    var run = run("one", Run.Type.BACKUP, START);
    var end = new Run.End(START.plusSeconds(5), Run.Outcome.INCOMPLETE, "1 entry failed");
    catalog().runs().begin(run);

    catalog().runs().end("one", end);
    catalog().runs().end("one", new Run.End(START, Run.Outcome.FAILED, "late"));

    assertThat(catalog().runs().find("one")).contains(run.ended(end));
    assertThat(catalog().runs().unended()).isEmpty();
  }

  @Test
  void the_newest_run_of_a_type_and_outcome_is_found() throws IOException {
    for (int i = 0; i < 4; i++) {
      var id = "run-" + i;
      var outcome = i < 3 ? Run.Outcome.DONE : Run.Outcome.FAILED;
      catalog().runs().begin(run(id, Run.Type.BACKUP, START.plusSeconds(i)));
      catalog().runs().end(id, new Run.End(START.plusSeconds(i), outcome, ""));
    }
    catalog().runs().begin(run("other", Run.Type.RETENTION, START.plusSeconds(9)));

    assertThat(catalog().runs().newest(SHOP, Run.Type.BACKUP, Run.Outcome.DONE))
        .hasValueSatisfying(run -> assertThat(run.id()).isEqualTo("run-2"));
    assertThat(catalog().runs().newest(SHOP, 2))
        .extracting(Run::id)
        .containsExactly("other", "run-3");
  }

  @Test
  void points_are_listed_newest_first_and_replaced_by_name() throws IOException {
    var old = point("shop-20261129t040000z-0001", 0);
    var newer = point("shop-20261129t050000z-0002", 1);
    catalog().points().put(MAIN, old);
    catalog().points().put(MAIN, newer);
    catalog().points().put(MAIN, old);

    assertThat(reopened().points().of(MAIN, SHOP)).containsExactly(newer, old);
    assertThat(catalog().points().find(MAIN, old.id())).contains(old);

    catalog().points().remove(MAIN, old.id());

    assertThat(catalog().points().of(MAIN, SHOP)).containsExactly(newer);
    assertThat(catalog().points().of(RepositoryName.parse("other"), SHOP)).isEmpty();
  }

  @Test
  void an_object_is_declared_since_its_first_apply_however_often_it_changes() throws IOException {
    var first = new KindRows.Applied("Policy", "gold", 1, START, "", "one");
    catalog().kinds().apply(List.of(first));
    var later = START.plusSeconds(60);

    catalog().kinds().apply(List.of(new KindRows.Applied("Policy", "gold", 2, later, "", "two")));
    assertThat(reopened().kinds().times("Policy"))
        .isEqualTo(Map.of("gold", new KindRows.Times(START, later)));

    catalog().kinds().remove("Policy", "gold");
    catalog().kinds().apply(List.of(new KindRows.Applied("Policy", "gold", 1, later, "", "two")));
    assertThat(catalog().kinds().times("Policy"))
        .isEqualTo(Map.of("gold", new KindRows.Times(later, later)));
  }

  @Test
  void runs_come_to_the_same_whether_the_database_or_the_program_counts() throws IOException {
    var random = new Random(4);
    var outcomes = new ArrayList<Run.@Nullable Outcome>(List.of(Run.Outcome.values()));
    outcomes.add(null);
    var all = new ArrayList<Run>();
    for (int i = 0; i < 60; i++) {
      var type = random.nextBoolean() ? Run.Type.BACKUP : Run.Type.RESTORE;
      var begun = run("run-" + i, type, START.plusSeconds(random.nextInt(1000)));
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

    var sums = catalog().runs().sums(SHOP);

    for (var type : Run.Type.values()) {
      var ofType = all.stream().filter(run -> run.type() == type).toList();
      assertThat(sums.getOrDefault(type, Runs.NONE)).isEqualTo(Runs.of(ofType));
    }
    assertThat(catalog().runs().sums(ApplicationName.parse("blog"))).isEmpty();
  }

  @Test
  void the_newest_start_is_one_of_the_past() throws IOException {
    catalog().runs().begin(run("one", Run.Type.BACKUP, START));
    catalog().runs().begin(run("two", Run.Type.BACKUP, START.plusSeconds(60)));
    catalog().runs().begin(run("three", Run.Type.RESTORE, START.plusSeconds(30)));

    assertThat(catalog().runs().newestStart(SHOP, Run.Type.BACKUP, START.plusSeconds(59)))
        .contains(START);
    assertThat(catalog().runs().newestStart(SHOP, Run.Type.BACKUP, START.minusSeconds(1)))
        .isEmpty();
  }

  @Test
  void points_come_to_the_same_whether_the_database_or_the_program_counts() throws IOException {
    var points =
        List.of(
            point("shop-20261129t051500z-aaaa", 1),
            point("shop-20261129t091500z-bbbb", 5),
            incomplete("shop-20261129t071500z-cccc", 3));
    for (var point : points) {
      catalog().points().put(MAIN, point);
    }

    var sum = catalog().points().sum(MAIN, SHOP);

    assertThat(sum.points()).isEqualTo(Points.of(points));
    assertThat(sum.oldest()).isEqualTo(START.plusSeconds(3600));
    assertThat(catalog().points().sum(RepositoryName.parse("other"), SHOP))
        .isEqualTo(new PointRows.Sum(Points.NONE, null));
  }

  private static RestorePoint incomplete(String id, int hours) {
    var whole = point(id, hours);
    return new RestorePoint(
        whole.id(),
        whole.application(),
        whole.cut(),
        whole.consistency(),
        whole.snapshot(),
        whole.size(),
        Proof.ofSeal(START, false));
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
  void the_changes_to_its_tables_are_told() throws IOException {
    assertThat(catalog().migrations()).startsWith("1 ledger kinds runs", "2 measured");
    assertThat(reopened().migrations()).isEqualTo(catalog().migrations());
  }
}
