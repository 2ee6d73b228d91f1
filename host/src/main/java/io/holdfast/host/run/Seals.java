package io.holdfast.host.run;

import io.holdfast.api.kind.Repository;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings what was observed into the repositories, where no run does. */
public final class Seals {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final WriterId writer;

  /**
   * @param writer whose facts are meant: this machine
   */
  public Seals(Surroundings surroundings, FactLog facts, WriterId writer) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.writer = writer;
  }

  /**
   * A line whose facts could not be sealed: they are tried again with the next seal.
   *
   * @param line theirs
   */
  public record Postponed(LedgerLine line, IOException reason) {}

  /**
   * Seals all lines that have anything new; one that cannot be keeps no other from it.
   *
   * @param declared the repositories, as they were applied
   */
  public List<Postponed> run(List<Repository> declared) throws IOException, InterruptedException {
    List<Postponed> postponed = new ArrayList<>();
    for (LedgerLine line : surroundings.catalog().ledger().lines()) {
      if (surroundings.catalog().ledger().unsealed(line, writer).isEmpty()) {
        continue;
      }
      try {
        seal(line, declared);
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException failure) {
        postponed.add(new Postponed(line, failure));
      }
    }
    return List.copyOf(postponed);
  }

  private void seal(LedgerLine line, List<Repository> declared)
      throws IOException, InterruptedException {
    Repository repository =
        declared.stream()
            .filter(one -> one.name().equals(line.repository().text()))
            .findFirst()
            .orElseThrow(() ->
                new IOException("repository %s is declared no more".formatted(line.repository())));
    try (Session session =
        surroundings.repositories().openWithIndex(repository, Opener.Lock.SHARED, PATIENCE)) {
      facts.seal(line, session);
    }
  }
}
