package io.holdfast.protection.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.ledger.Flaw.Stored;
import io.holdfast.testkit.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing in a ledger changes unnoticed, and what changed is named. */
final class ChainTest {
  private final WriterKey key = LedgerFixture.key();
  private final Chain start = Chain.empty(SHOP, key.id());
  private final List<Entry> entries = entries(start, 20);

  private static List<Stored> stored(List<Entry> entries) {
    return new ArrayList<>(
        entries.stream()
            .map(entry -> new Stored(entry.fact().id(), entry.text(), entry.hash()))
            .toList());
  }

  @Test
  void an_untouched_chain_has_no_flaw() {
    assertThat(Flaw.in(start, stored(entries))).isEmpty();
    assertThat(Flaw.in(Chain.endingWith(entries.get(4)), stored(entries.subList(5, 20)))).isEmpty();
  }

  @Test
  void any_changed_byte_is_found_and_its_fact_named() {
    Property.check(
        300,
        random -> {
          int which = random.nextInt(entries.size());
          var changed = stored(entries);
          var bytes = changed.get(which).text().getBytes(StandardCharsets.UTF_8);
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
          var text = new String(bytes, StandardCharsets.UTF_8);
          changed.set(which, new Stored(changed.get(which).id(), text, changed.get(which).hash()));

          var flaws = Flaw.in(start, changed);

          assertThat(flaws).singleElement().isInstanceOf(Flaw.Altered.class);
          assertThat(((Flaw.Altered) flaws.getFirst()).fact().sequence()).isEqualTo(which + 1L);
        });
  }

  @Test
  void a_fact_that_was_replaced_together_with_its_hash_is_found() {
    var changed = stored(entries);
    var forged =
        Chain.endingWith(entries.get(6))
            .append(List.of(LedgerFixture.draft("forged")), LedgerFixture.START)
            .getFirst();
    changed.set(7, stored(List.of(forged)).getFirst());

    assertThat(Flaw.in(start, changed))
        .containsExactly(new Flaw.Unlinked(entries.get(8).fact().id()));
  }

  @Test
  void facts_that_were_taken_out_are_found() {
    var changed = stored(entries);
    changed.subList(3, 6).clear();

    assertThat(Flaw.in(start, changed))
        .containsExactly(new Flaw.Missing(entries.get(3).fact().id(), 6));
  }

  @Test
  void facts_that_changed_places_are_found() {
    var changed = stored(entries);
    var third = changed.get(3);
    changed.set(3, new Stored(third.id(), changed.get(4).text(), changed.get(4).hash()));

    assertThat(Flaw.in(start, changed))
        .contains(new Flaw.Altered(third.id(), "it says that it is " + entries.get(4).fact().id()));
  }

  @Test
  void a_segment_is_signed_by_its_writer() {
    var segment = Segment.sign(entries, key);

    assertThat(segment.flaws(start)).isEmpty();
    assertThat(segment.writer()).isEqualTo(key.id());
  }

  @Test
  void a_segment_that_somebody_else_signed_is_found() {
    var forger = LedgerFixture.key();
    var forged = Segment.sign(entries, forger);

    assertThat(forged.flaws(start)).containsExactly(new Flaw.Unsigned(SHOP, key.id(), 1, 20));
    assertThat(new Segment(entries, key.publicKey(), forged.signature()).flaws(start))
        .containsExactly(new Flaw.Unsigned(SHOP, key.id(), 1, 20));
    assertThat(new Segment(entries, "no key", "no signature").flaws(start))
        .containsExactly(new Flaw.Unsigned(SHOP, key.id(), 1, 20));
  }

  @Test
  void a_segment_without_its_end_is_found() {
    var cut =
        new Segment(
            entries.subList(0, 19), key.publicKey(), Segment.sign(entries, key).signature());

    assertThat(cut.flaws(start)).containsExactly(new Flaw.Unsigned(SHOP, key.id(), 1, 19));
  }
}
