package io.holdfast.protection.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.START;
import static io.holdfast.protection.ledger.LedgerFixture.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.retention.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FactsTest {
  private static final WriterId WRITER = WriterId.parse("0123456789abcdef");
  private static final Chain EMPTY = Chain.empty(SHOP, WRITER);
  private static final PointId POINT = PointId.parse("shop-20261129t041500z-7f3a");

  private static final Terms TERMS =
      new Terms(
          new Terms.Counts(3, 24, 7, 5, 12, 2),
          Duration.ofHours(36),
          Duration.ofMinutes(90),
          ZoneId.of("Europe/Berlin"),
          Duration.ofDays(2));

  /** One of each. */
  private static final List<FactBody> BODIES =
      List.of(
          new FactBody.PointCaptured(
              new RestorePoint(
                  POINT,
                  new Cut(START, START.plusMillis(1), Duration.ofSeconds(2)),
                  Consistency.SEPARATE,
                  ContentId.parse("ab".repeat(32)),
                  new RestorePoint.Size(2, 3, 4, 0),
                  new Proof(START, true, START, null, null),
                  null)),
          new FactBody.PointRemoved(POINT, List.of("older than all that is kept")),
          new FactBody.HoldPlaced(
              POINT,
              new Hold(
                  "incident-7",
                  "evidence",
                  "ann",
                  START,
                  new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1)))),
          new FactBody.HoldReleased(POINT, "incident-7", "case closed"),
          new FactBody.PolicyChanged(PolicyName.parse("gold"), TERMS, "kind: Policy\n"),
          new FactBody.PolicyChanged(null, Terms.KEEP_ALL, ""),
          new FactBody.ReleaseApproved(POINT, "incident-7"),
          new FactBody.PolicyApproved(new FactId(SHOP, WRITER, 7)),
          new FactBody.RunFailed("run", "seal", "the store is away: \"x\"\n"),
          new FactBody.Restored("run", POINT, "aside", List.of("/srv/a")),
          new FactBody.RiskAccepted("run", "incomplete", "better than nothing"),
          new FactBody.KitExported("0123"),
          new FactBody.GapFound(START, START.plusSeconds(60), "the catalog was lost"),
          new FactBody.Withdrawn(new FactId(SHOP, WRITER, 1), "the clock was wrong"));

  @Test
  void every_kind_of_fact_reads_back_as_it_was_written() throws Exception {
    for (var body : BODIES) {
      var entry = EMPTY.append(List.of(Fact.Draft.at(START, "ann", body)), START).getFirst();

      assertThat(Entry.read(entry.text())).isEqualTo(entry);
    }
  }

  @Test
  void a_fact_is_one_line_of_json_that_a_person_can_read() {
    var entry =
        EMPTY
            .append(
                List.of(new Fact.Draft(START, START.plusSeconds(1), "ann", BODIES.get(3))), START)
            .getFirst();

    assertThat(entry.text())
        .isEqualTo(
            """
            {"id":"main/shop:0123456789abcdef:1","previous":"%s","recorded":"2026-11-29T04:00:00Z",\
            "from":"2026-11-29T04:00:00Z","until":"2026-11-29T04:00:01Z","by":"ann",\
            "body":{"holdReleased":{"point":"shop-20261129t041500z-7f3a","hold":"incident-7",\
            "reason":"case closed"}}}\
            """
                .formatted("0".repeat(64)));
  }

  @Test
  void what_a_newer_program_says_is_kept_and_passed_over() throws Exception {
    var text =
        EMPTY
            .append(List.of(Fact.Draft.at(START, "ann", BODIES.get(3))), START)
            .getFirst()
            .text()
            .replace("\"holdReleased\":{", "\"moonRose\":{\"phase\":1,")
            .replace("\"by\":", "\"mood\":\"good\",\"by\":");

    var entry = Entry.read(text);

    assertThat(entry.text()).isEqualTo(text);
    assertThat(entry.fact().body())
        .isInstanceOfSatisfying(
            FactBody.Unknown.class, unknown -> assertThat(unknown.name()).isEqualTo("moonRose"));
  }

  @Test
  void only_decisions_wait_for_the_repository() {
    assertThat(BODIES.stream().filter(FactBody::isDecision))
        .hasOnlyElementsOfTypes(
            FactBody.HoldPlaced.class,
            FactBody.HoldReleased.class,
            FactBody.ReleaseApproved.class,
            FactBody.PolicyChanged.class,
            FactBody.PolicyApproved.class,
            FactBody.RiskAccepted.class);
  }

  @Test
  void what_was_learned_later_does_not_count() {
    var entries = entries(EMPTY, 5);

    assertThat(Facts.known(entries, START.plusSeconds(2)).facts()).hasSize(3);
    assertThat(Facts.known(entries, START.minusMillis(1)).facts()).isEmpty();
  }

  @Test
  void a_fact_counts_until_it_is_withdrawn() {
    var entries =
        EMPTY.append(
            List.of(
                LedgerFixture.draft("wrong"),
                Fact.Draft.at(
                    START, "ann", new FactBody.Withdrawn(new FactId(SHOP, WRITER, 1), "a slip"))),
            START);

    assertThat(Facts.known(entries, START).bodies(FactBody.RunFailed.class)).isEmpty();
    assertThat(Facts.known(entries.subList(0, 1), START).bodies(FactBody.RunFailed.class))
        .hasSize(1);
  }

  @Test
  void refuses_a_text_that_is_no_fact() {
    for (var text : List.of("", "{}", "[]", "{\"id\":1}", "null", "x")) {
      assertThatThrownBy(() -> Entry.read(text)).isInstanceOf(MalformedFactException.class);
    }
  }

  @Test
  void refuses_a_fact_that_ends_before_it_begins() {
    assertThatThrownBy(() ->
            EMPTY.append(
                List.of(new Fact.Draft(START, Instant.EPOCH, "ann", BODIES.get(3))), START))
        .hasMessageContaining("cannot cease to be");
  }
}
