package io.holdfast.host.recovery;

import io.holdfast.catalog.CatalogContents.Stretch;
import io.holdfast.protection.audit.WriterChain;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger, as a rebuild found it.
 *
 * @param rows that the former catalog had of it
 * @param chains that the repository has of it
 */
record GatheredLine(LedgerLine line, List<KeptFact> rows, List<WriterChain> chains) {
  GatheredLine {
    rows = List.copyOf(rows);
    chains = List.copyOf(chains);
  }

  /** Whether a writer is known here. */
  boolean has(WriterId writer) {
    return chain(writer) != null
        || rows.stream().anyMatch(row -> row.stored().id().writer().equals(writer));
  }

  OwnFacts own(WriterId own) {
    return OwnFacts.of(line, own, rows, chain(own));
  }

  private @Nullable WriterChain chain(WriterId writer) {
    return chains.stream().filter(chain -> chain.writer().equals(writer)).findFirst().orElse(null);
  }

  /**
   * What is not known of the line.
   *
   * @param isNew whether this machine wrote into no line yet: any of the writers may be the one
   *     whose place it takes
   */
  Optional<FactBody.GapFound> gap(OwnFacts own, boolean isNew, Instant now) {
    @Nullable Instant since =
        isNew
            ? chains.stream()
                .flatMap(WriterChain::entries)
                .map(entry -> entry.fact().recorded())
                .max(Comparator.naturalOrder())
                .orElse(null)
            : own.lostSince();
    if (since == null) {
      return Optional.empty();
    }
    return Optional.of(
        new FactBody.GapFound(
            since,
            since.isAfter(now) ? since : now,
            "the catalog was lost, and rebuilt from what was sealed"));
  }

  /**
   * All facts of the line for the catalog.
   *
   * @param before who wrote on this machine
   * @param after who writes from now on
   * @param found what this machine says first
   */
  List<Stretch> stretches(WriterId before, WriterId after, List<Fact.Draft> found, Instant now) {
    List<Stretch> stretches = new ArrayList<>();
    for (WriterChain chain : chains) {
      for (int branch = 0; branch < chain.branches().size(); branch++) {
        stretches.add(new Stretch(branch, true, chain.branches().get(branch)));
      }
    }
    OwnFacts own = own(before);
    stretches.add(new Stretch(0, false, own.unsealed()));
    List<Fact.Draft> drafts = new ArrayList<>(own.again());
    drafts.addAll(found);
    stretches.add(new Stretch(0, false, end(after, own.unsealed()).append(drafts, now)));
    return stretches;
  }

  private Chain end(WriterId writer, List<Entry> unsealed) {
    @Nullable WriterChain chain = chain(writer);
    return Stream.concat(
            chain == null ? Stream.of() : chain.branches().getFirst().stream(), unsealed.stream())
        .filter(entry -> entry.fact().id().writer().equals(writer))
        .max(Comparator.comparingLong(entry -> entry.fact().id().sequence()))
        .map(Chain::endingWith)
        .orElseGet(() -> Chain.empty(line, writer));
  }
}
