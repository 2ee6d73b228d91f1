package io.holdfast.host.run;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.LedgerRows;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.RepositoryName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Brings what was observed into the repositories, where no run does. */
public final class Seals {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final WriterId writer;

  /** The lines of which the catalog has all that this machine wrote. */
  private final Set<LedgerLine> takenIn = ConcurrentHashMap.newKeySet();

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
   * <p>The first time it looks at every line of the catalog, for the other way round: a process
   * that was killed between the seal of a decision and its record left it in the repository alone.
   *
   * @param declared the repositories, as they were applied
   */
  public List<Postponed> run(List<Repository> declared) throws IOException, InterruptedException {
    LedgerRows rows = surroundings.catalog().ledger();
    Map<String, Repository> byName =
        declared.stream().collect(toMap(Repository::name, Function.identity()));
    Map<RepositoryName, List<LedgerLine>> due = new TreeMap<>();
    for (LedgerLine line : rows.lines()) {
      // What is declared no more waits until it is declared again; whoever deleted it was told.
      if (byName.containsKey(line.repository().text())
          && (!takenIn.contains(line) || !rows.unsealed(line, writer).isEmpty())) {
        due.computeIfAbsent(line.repository(), _ -> new ArrayList<>()).add(line);
      }
    }
    List<Postponed> postponed = new ArrayList<>();
    for (Map.Entry<RepositoryName, List<LedgerLine>> repository : due.entrySet()) {
      Deque<LedgerLine> lines = new ArrayDeque<>(repository.getValue());
      try (Session session = open(byName, repository.getKey())) {
        while (!lines.isEmpty()) {
          seal(lines.getFirst(), session, postponed);
          lines.removeFirst();
        }
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException failure) {
        // When all was sealed, it was the end that failed: that is told, too.
        for (LedgerLine line : lines.isEmpty() ? repository.getValue() : lines) {
          postponed.add(new Postponed(line, failure));
        }
      }
    }
    return List.copyOf(postponed);
  }

  private Session open(Map<String, Repository> declared, RepositoryName name)
      throws IOException, InterruptedException {
    return surroundings
        .repositories()
        .openWithIndex(
            Objects.requireNonNull(declared.get(name.text()), name::text),
            Opener.Lock.SHARED,
            PATIENCE);
  }

  private void seal(LedgerLine line, Session session, List<Postponed> postponed)
      throws InterruptedIOException {
    try {
      if (!takenIn.contains(line)) {
        facts.reconcile(line, session);
      }
      facts.seal(line, session);
      takenIn.add(line);
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException failure) {
      postponed.add(new Postponed(line, failure));
    }
  }
}
