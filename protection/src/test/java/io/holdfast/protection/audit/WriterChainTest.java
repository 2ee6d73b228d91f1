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
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Segments of one writer, sound, changed, lost and forked. */
final class WriterChainTest {
  private final WriterKey key = LedgerFixture.key();
  private final List<Entry> facts = entries(Chain.empty(SHOP, key.id()), 7);

  private FoundSegment segment(int from, int to) {
    return found(Segment.sign(facts.subList(from - 1, to), key));
  }

  private static FoundSegment found(Segment segment) {
    return new FoundSegment(
        segment.entries().getFirst().fact().id(),
        segment.entries().stream().map(Entry::text).toList(),
        segment.publicKey(),
        segment.signature());
  }

  private static FoundSegment changed(FoundSegment segment, int number, String from, String to) {
    var texts = new ArrayList<>(segment.texts());
    int index = (int) (number - segment.first().sequence());
    assertThat(texts.get(index)).contains(from);
    texts.set(index, texts.get(index).replace(from, to));
    return new FoundSegment(segment.first(), texts, segment.publicKey(), segment.signature());
  }

  private FactId id(int number) {
    return new FactId(SHOP, key.id(), number);
  }

  private WriterChain chain(FoundSegment... segments) {
    return WriterChain.of(SHOP, key.id(), List.of(segments), Map.of());
  }

  @Test
  void sound_segments_give_the_whole_chain() {
    var chain = chain(segment(4, 5), segment(1, 3), segment(6, 7));

    assertThat(chain.flaws()).isEmpty();
    assertThat(chain.branches()).containsExactly(facts);
  }

  @Test
  void what_two_segments_say_counts_once() {
    var chain = chain(segment(1, 2), segment(1, 3), segment(1, 3), segment(4, 7));

    assertThat(chain.flaws()).isEmpty();
    assertThat(chain.branches()).containsExactly(facts);
  }

  @Test
  void a_changed_fact_is_found_wherever_it_stands() {
    for (int number = 1; number <= 7; number++) {
      var said = "number " + (number - 1);
      var first = number <= 3 ? changed(segment(1, 3), number, said, "nothing") : segment(1, 3);
      var second = number > 3 ? changed(segment(4, 7), number, said, "nothing") : segment(4, 7);
      var elsewhere = Map.of(id(7), List.of(facts.get(6).hash()));

      var chain = WriterChain.of(SHOP, key.id(), List.of(first, second), elsewhere);

      assertThat(chain.flaws())
          .containsExactly(new Flaw.Altered(id(number), "its text is not what was signed"));
      assertThat(chain.branches().getFirst()).hasSize(6).doesNotContain(facts.get(number - 1));
    }
  }

  @Test
  void a_fact_whose_link_was_changed_accuses_no_other() {
    var other = "0".repeat(64);
    var linked = facts.get(4).fact().previous().text();

    var chain = chain(segment(1, 3), changed(segment(4, 7), 5, linked, other));

    assertThat(chain.flaws())
        .containsExactly(new Flaw.Altered(id(5), "its text is not what was signed"));
  }

  @Test
  void a_fact_that_became_unreadable_is_found() {
    var chain = chain(changed(segment(1, 7), 3, "{", "["));

    assertThat(chain.flaws())
        .containsExactly(new Flaw.Altered(id(3), "its text is not what was signed"));
  }

  @Test
  void a_missing_segment_is_named() {
    var chain = chain(segment(1, 2), segment(5, 7));

    assertThat(chain.flaws()).containsExactly(new Flaw.Missing(id(3), 4));
    assertThat(chain.entries()).hasSize(5);
  }

  @Test
  void a_segment_of_somebody_without_the_key_gives_nothing() {
    var forged = LedgerFixture.key();
    var segment = Segment.sign(facts.subList(3, 5), forged);

    var chain = chain(segment(1, 3), found(segment));

    assertThat(chain.flaws()).containsExactly(new Flaw.Unsigned(SHOP, key.id(), 4, 5));
    assertThat(chain.branches()).containsExactly(facts.subList(0, 3));
  }

  @Test
  void a_forged_segment_displaces_no_signed_one() {
    var other =
        Chain.endingWith(facts.get(2)).append(List.of(draft("forged"), draft("too")), START);
    var forged = Segment.sign(other, LedgerFixture.key());

    var chain = chain(found(forged), segment(1, 3), segment(4, 4), segment(5, 7));

    assertThat(chain.flaws()).containsExactly(new Flaw.Unsigned(SHOP, key.id(), 4, 5));
    assertThat(chain.branches()).containsExactly(facts);
  }

  @Test
  void two_machines_with_one_key_fork_the_chain_and_both_branches_stay() {
    var other = Chain.endingWith(facts.get(2)).append(List.of(draft("there"), draft("too")), START);
    var next = Chain.endingWith(other.getLast()).append(List.of(draft("more")), START);

    var chain =
        chain(
            segment(1, 3),
            segment(4, 7),
            found(Segment.sign(other, key)),
            found(Segment.sign(next, key)));

    assertThat(chain.flaws()).containsExactly(new Flaw.Forked(id(4)));
    assertThat(chain.isForked()).isTrue();
    assertThat(chain.entries()).hasSize(10).containsAll(facts).containsAll(other).containsAll(next);
  }
}
