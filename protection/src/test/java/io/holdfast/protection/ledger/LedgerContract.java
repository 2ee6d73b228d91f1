package io.holdfast.protection.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does. */
public abstract class LedgerContract {
  private static final LedgerLine BLOG =
      LedgerLine.of(RepositoryName.parse("main"), ApplicationName.parse("blog"));
  private static final LedgerLine REPOSITORY = LedgerLine.of(RepositoryName.parse("main"));

  private final WriterId writer = WriterId.parse("0123456789abcdef");
  private final WriterId other = WriterId.parse("f".repeat(16));

  /** The ledger under test; empty at the beginning of each test. */
  protected abstract Ledger ledger() throws IOException;

  @Test
  void an_unknown_chain_is_empty() throws IOException {
    assertThat(ledger().end(SHOP, writer)).isEqualTo(Chain.empty(SHOP, writer));
    assertThat(ledger().read(SHOP)).isEmpty();
    assertThat(ledger().lines()).isEmpty();
  }

  @Test
  void keeps_facts_as_they_were_written() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 3);

    ledger().keep(entries, false);

    assertThat(ledger().read(SHOP)).isEqualTo(entries);
    assertThat(ledger().end(SHOP, writer)).isEqualTo(Chain.endingWith(entries.getLast()));
    assertThat(ledger().kept(SHOP))
        .extracting(kept -> kept.stored().text())
        .isEqualTo(entries.stream().map(Entry::text).toList());
  }

  @Test
  void keeps_lines_and_writers_apart() throws IOException {
    var shop = entries(Chain.empty(SHOP, writer), 2);
    var blog = entries(Chain.empty(BLOG, writer), 1);
    var foreign = entries(Chain.empty(SHOP, other), 1);
    var whole = entries(Chain.empty(REPOSITORY, writer), 1);

    ledger().keep(shop, false);
    ledger().keep(blog, false);
    ledger().keep(foreign, true);
    ledger().keep(whole, false);

    assertThat(ledger().lines()).containsExactly(REPOSITORY, BLOG, SHOP);
    assertThat(ledger().end(SHOP, other).sequence()).isEqualTo(1);
    assertThat(ledger().unsealed(SHOP, writer)).isEqualTo(shop);
    assertThat(ledger().unsealed(SHOP, other)).isEmpty();
    assertThat(ledger().read(SHOP)).containsExactly(shop.get(0), foreign.getFirst(), shop.get(1));
  }

  @Test
  void remembers_of_which_lines_a_decision_is_being_stored() throws IOException {
    assertThat(ledger().isDeciding(SHOP)).isFalse();

    ledger().deciding(SHOP);
    ledger().deciding(SHOP);

    assertThat(ledger().isDeciding(SHOP)).isTrue();
    assertThat(ledger().isDeciding(BLOG)).isFalse();
    ledger().decided(SHOP);
    ledger().decided(SHOP);
    assertThat(ledger().isDeciding(SHOP)).isFalse();
  }

  @Test
  void takes_the_same_facts_twice() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 2);

    ledger().keep(entries, false);
    ledger().keep(entries, true);

    assertThat(ledger().read(SHOP)).isEqualTo(entries);
    assertThat(ledger().unsealed(SHOP, writer)).isEmpty();
  }

  @Test
  void what_was_sealed_stays_sealed() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 2);
    ledger().keep(entries, true);

    ledger().keep(entries, false);

    assertThat(ledger().unsealed(SHOP, writer)).isEmpty();
  }

  @Test
  void knows_what_is_still_to_be_sealed() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 4);
    ledger().keep(entries, false);

    ledger().sealed(Chain.endingWith(entries.get(2)));

    assertThat(ledger().unsealed(SHOP, writer)).containsExactly(entries.get(3));
  }

  @Test
  void refuses_a_fact_that_follows_none() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 3);

    assertThatThrownBy(() -> ledger().keep(List.of(entries.get(1)), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not follow");

    assertThat(ledger().read(SHOP)).isEmpty();
  }

  @Test
  void refuses_another_fact_in_the_place_of_one_and_keeps_none_of_its_company() throws IOException {
    var entries = entries(Chain.empty(SHOP, writer), 2);
    ledger().keep(entries.subList(0, 1), false);
    var others =
        Chain.empty(SHOP, writer)
            .append(
                List.of(LedgerFixture.draft("another"), LedgerFixture.draft("more")),
                LedgerFixture.START);

    assertThatThrownBy(() -> ledger().keep(others, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another fact");

    assertThat(ledger().read(SHOP)).isEqualTo(entries.subList(0, 1));
  }
}
