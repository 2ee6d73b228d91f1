package io.holdfast.vault.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.START;
import static io.holdfast.protection.ledger.LedgerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MemoryLedger;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.vault.VaultWorkshop;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Facts on their way into a repository, and back out of it. */
final class SealedLedgerTest {
  private static final RepositoryName MAIN = RepositoryName.parse("main");

  private final VaultWorkshop workshop;
  private final WriterKey key = LedgerFixture.key();
  private final List<IOException> passedOver = new ArrayList<>();
  private MemoryLedger rows = new MemoryLedger();

  SealedLedgerTest() throws IOException {
    workshop = new VaultWorkshop();
  }

  private SealedLedger ledger() {
    return new SealedLedger(rows, key, () -> START);
  }

  private static Fact.Draft decision(String reason) {
    return Fact.Draft.at(START, "ann", new FactBody.RiskAccepted("run", "incomplete", reason));
  }

  /** The repository; each call opens it anew. */
  private class Stored implements SealedLedger.Store {
    @Override
    public void append(Segment segment) throws IOException {
      try {
        workshop.locked((repository, lock) ->
            new Segments(repository, MAIN, passedOver::add)
                .append(segment, lock, VaultWorkshop.AUTHOR, START));
      } catch (InterruptedException interrupted) {
        throw new InterruptedIOException();
      }
    }

    @Override
    public List<Segment> of(LedgerLine line, WriterId writer, long after) throws IOException {
      return new Segments(workshop.open(), MAIN, passedOver::add).of(line, writer, after);
    }
  }

  private List<Entry> inRepository() throws IOException {
    var entries = new ArrayList<Entry>();
    var segments = new Segments(workshop.open(), MAIN, passedOver::add);
    for (var writer : segments.found(SHOP, SealedLedgerTest::fail).keySet()) {
      segments.of(SHOP, writer, 0).forEach(segment -> entries.addAll(segment.entries()));
    }
    return entries;
  }

  private static void fail(String place, IOException reason) throws IOException {
    throw new IOException(place, reason);
  }

  @Test
  void a_decision_is_in_the_repository_before_it_is_acknowledged() throws IOException {
    var entries = ledger().decide(SHOP, List.of(decision("yes")), new Stored());

    assertThat(inRepository()).isEqualTo(entries);
    assertThat(rows.read(SHOP)).isEqualTo(entries);
    assertThat(rows.unsealed(SHOP, key.id())).isEmpty();
  }

  @Test
  void a_decision_takes_along_what_was_observed_before() throws IOException {
    var observed = ledger().observe(SHOP, List.of(draft("one"), draft("two")));
    var decided = ledger().decide(SHOP, List.of(decision("yes")), new Stored());

    assertThat(inRepository())
        .containsExactly(observed.get(0), observed.get(1), decided.getFirst());
  }

  @Test
  void a_decision_that_the_repository_does_not_take_is_none() {
    var away =
        new Stored() {
          @Override
          public void append(Segment segment) throws IOException {
            throw new IOException("the store is away");
          }
        };

    assertThatThrownBy(() -> ledger().decide(SHOP, List.of(decision("yes")), away))
        .hasMessage("the store is away");

    assertThat(rows.read(SHOP)).isEmpty();
  }

  @Test
  void a_decision_whose_answer_was_lost_turns_up_and_does_not_fork_the_chain() throws IOException {
    var deaf =
        new Stored() {
          @Override
          public void append(Segment segment) throws IOException {
            super.append(segment);
            throw new IOException("the answer was lost");
          }
        };
    assertThat(ledger().isUncertain(SHOP)).isFalse();
    assertThatThrownBy(() -> ledger().decide(SHOP, List.of(decision("first")), deaf))
        .hasMessage("the answer was lost");
    assertThat(ledger().isUncertain(SHOP)).isTrue();

    var second = ledger().decide(SHOP, List.of(decision("second")), new Stored());

    assertThat(ledger().isUncertain(SHOP)).isFalse();
    assertThat(second.getFirst().fact().id().sequence()).isEqualTo(2);
    assertThat(inRepository()).hasSize(2).isEqualTo(rows.read(SHOP));
  }

  @Test
  void observations_are_sealed_once() throws IOException {
    var observed = ledger().observe(SHOP, List.of(draft("one"), draft("two")));
    assertThat(inRepository()).isEmpty();

    ledger().seal(SHOP, new Stored());
    ledger().seal(SHOP, new Stored());

    assertThat(inRepository()).isEqualTo(observed);
    assertThat(workshop.open().snapshots().ids()).hasSize(1);
  }

  @Test
  void a_decision_is_not_merely_observed() {
    assertThatThrownBy(() -> ledger().observe(SHOP, List.of(decision("yes"))))
        .hasMessageContaining("a decision is sealed first");
  }

  @Test
  void what_was_sealed_comes_back_after_the_rows_are_lost() throws IOException {
    var sealed = new ArrayList<>(ledger().decide(SHOP, List.of(decision("yes")), new Stored()));
    sealed.addAll(ledger().decide(SHOP, List.of(decision("no")), new Stored()));
    ledger().observe(SHOP, List.of(draft("not sealed yet")));
    rows = new MemoryLedger();

    ledger().reconcile(SHOP, new Stored());

    assertThat(rows.read(SHOP)).isEqualTo(sealed);
  }

  @Test
  void segments_of_several_writers_stand_beside_each_other() throws IOException {
    var mine = ledger().decide(SHOP, List.of(decision("mine")), new Stored());
    var other = new SealedLedger(new MemoryLedger(), LedgerFixture.key(), () -> START);
    var theirs = other.decide(SHOP, List.of(decision("theirs")), new Stored());

    assertThat(inRepository()).containsExactlyInAnyOrder(mine.getFirst(), theirs.getFirst());
    assertThat(new Segments(workshop.open(), MAIN, passedOver::add).lines()).containsExactly(SHOP);
  }

  @Test
  void what_a_copied_machine_wrote_hides_nothing() throws IOException {
    ledger().decide(SHOP, List.of(decision("here")), new Stored());
    var copy = new SealedLedger(new MemoryLedger(), key, () -> START);
    var store =
        new Stored() {
          @Override
          public List<Segment> of(LedgerLine line, WriterId writer, long after) {
            return List.of(); // as when both wrote at the same moment
          }
        };
    copy.decide(SHOP, List.of(decision("there")), store);

    assertThat(inRepository())
        .extracting(entry -> ((FactBody.RiskAccepted) entry.fact().body()).reason())
        .containsExactlyInAnyOrder("here", "there");
  }

  @Test
  void the_ledger_goes_on_beside_a_damaged_snapshot_and_says_so() throws Exception {
    ledger().decide(SHOP, List.of(decision("lost")), new Stored());
    workshop.damage(workshop.open().snapshots().ids().getFirst());

    var second = ledger().decide(SHOP, List.of(decision("second")), new Stored());

    assertThat(passedOver).isNotEmpty();
    assertThat(inRepository()).isEqualTo(second);
    assertThat(rows.read(SHOP)).hasSize(2);
  }

  @Test
  void no_line_waits_for_the_repository_of_another() throws IOException {
    var ledger = ledger();
    ledger.observe(SHOP, List.of(draft("one")));
    var other = LedgerLine.of(RepositoryName.parse("other"), ApplicationName.parse("blog"));
    try (var others = Executors.newSingleThreadExecutor()) {
      var slow =
          new Stored() {
            @Override
            public void append(Segment segment) throws IOException {
              var meanwhile = others.submit(() -> ledger.observe(other, List.of(draft("two"))));
              try {
                assertThat(meanwhile.get(30, TimeUnit.SECONDS)).hasSize(1);
              } catch (InterruptedException | ExecutionException | TimeoutException waited) {
                throw new AssertionError(waited);
              }
              super.append(segment);
            }
          };

      ledger.seal(SHOP, slow);
    }

    assertThat(inRepository()).hasSize(1);
    assertThat(rows.read(other)).hasSize(1);
  }
}
