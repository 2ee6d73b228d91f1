package io.holdfast.protection.audit;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.START;
import static io.holdfast.protection.ledger.LedgerFixture.draft;
import static io.holdfast.protection.ledger.LedgerFixture.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.FoundSegment;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the catalog against what the repository has. */
final class LineAuditTest {
  private final WriterKey key = LedgerFixture.key();
  private final List<Entry> facts = entries(Chain.empty(SHOP, key.id()), 5);

  private static List<KeptFact> rows(List<Entry> entries, int branch, boolean sealed) {
    return entries.stream()
        .map(entry ->
            new KeptFact(
                new Flaw.Stored(entry.fact().id(), entry.text(), entry.hash()), branch, sealed))
        .toList();
  }

  private List<WriterChain> sealed(List<Entry> entries) {
    var segment = Segment.sign(entries, key);
    return List.of(
        WriterChain.of(
            SHOP,
            key.id(),
            List.of(
                new FoundSegment(
                    entries.getFirst().fact().id(),
                    entries.stream().map(Entry::text).toList(),
                    segment.publicKey(),
                    segment.signature())),
            Map.of()));
  }

  private FactId id(int number) {
    return new FactId(SHOP, key.id(), number);
  }

  private LineAudit audit(List<KeptFact> rows, List<WriterChain> chains) {
    return LineAudit.of(SHOP, rows, chains, key.id());
  }

  @Test
  void rows_that_are_what_was_sealed_have_no_findings() {
    var audit = audit(rows(facts, 0, true), sealed(facts));

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.inRows()).isEqualTo(5);
    assertThat(audit.inRepository()).isEqualTo(5);
  }

  @Test
  void observations_that_were_not_sealed_yet_are_no_flaw() {
    var rows = new ArrayList<>(rows(facts.subList(0, 3), 0, true));
    rows.addAll(rows(facts.subList(3, 5), 0, false));

    assertThat(audit(rows, sealed(facts.subList(0, 3))).findings()).isEmpty();
  }

  @Test
  void a_changed_row_is_told_once() {
    var rows = new ArrayList<>(rows(facts, 0, true));
    var third = rows.get(2).stored();
    rows.set(
        2,
        new KeptFact(
            new Flaw.Stored(third.id(), third.text().replace("number", "nimber"), third.hash()),
            0,
            true));

    assertThat(audit(rows, sealed(facts)).findings())
        .containsExactly(
            new Finding.InRows(new Flaw.Altered(id(3), "its text is not what its hash is of")));
  }

  @Test
  void a_row_whose_hash_was_changed_accuses_no_other() {
    var rows = new ArrayList<>(rows(facts, 0, true));
    var third = rows.get(2).stored();
    rows.set(2, new KeptFact(new Flaw.Stored(third.id(), third.text(), Chain.BEGINNING), 0, true));

    assertThat(audit(rows, sealed(facts)).findings())
        .containsExactly(
            new Finding.InRows(new Flaw.Altered(id(3), "its hash is not that of its text")));
  }

  @Test
  void rows_that_were_written_anew_with_all_their_hashes_differ_from_what_was_sealed() {
    var forged = new ArrayList<>(facts.subList(0, 3));
    forged.addAll(
        Chain.endingWith(facts.get(2)).append(List.of(draft("other"), draft("more")), START));

    assertThat(audit(rows(forged, 0, true), sealed(facts)).findings())
        .containsExactly(new Finding.Different(id(4)), new Finding.Different(id(5)));
  }

  @Test
  void what_the_repository_lost_or_the_rows_lack_is_named() {
    assertThat(audit(rows(facts, 0, true), sealed(facts.subList(0, 3))).findings())
        .containsExactly(new Finding.NotInRepository(id(4), 5));
    assertThat(audit(rows(facts.subList(0, 2), 0, true), sealed(facts)).findings())
        .containsExactly(new Finding.NotInRows(id(3), 5));
  }

  @Test
  void what_another_machine_sealed_need_not_be_in_the_rows() {
    var other = LedgerFixture.key();

    assertThat(LineAudit.of(SHOP, List.of(), sealed(facts), other.id()).findings()).isEmpty();
  }

  @Test
  void a_branch_begins_behind_the_fact_where_it_left() {
    var other = Chain.endingWith(facts.get(2)).append(List.of(draft("there")), START);
    var rows = new ArrayList<>(rows(facts, 0, true));
    rows.addAll(rows(other, 1, true));

    assertThat(LineAudit.rows(SHOP, rows)).isEmpty();
  }

  @Test
  void every_finding_says_where_it_is() {
    var place = "main/shop:%s:3".formatted(key.id());

    assertThat(new Finding.Different(id(3)).sentence()).contains(place);
    assertThat(new Finding.NotInRows(id(3), 5).sentence()).contains(place + " to 5");
    assertThat(new Finding.NotInRepository(id(3), 3).sentence()).contains(place);
    assertThat(new Finding.InRows(new Flaw.Forked(id(3))).sentence()).contains(place);
  }
}
