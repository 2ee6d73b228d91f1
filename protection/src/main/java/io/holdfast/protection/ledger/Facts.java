package io.holdfast.protection.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts of a line as they were known at a time.
 *
 * @param facts in the order in which they were recorded
 */
public record Facts(List<Fact> facts) {
  public Facts {
    facts = List.copyOf(facts);
  }

  /** What was known at {@code asOf}: recorded by then, and not withdrawn by then. */
  public static Facts known(List<Entry> entries, Instant asOf) {
    List<Fact> recorded =
        entries.stream().map(Entry::fact).filter(fact -> !fact.recorded().isAfter(asOf)).toList();
    Set<FactId> withdrawn = new HashSet<>();
    for (Fact fact : recorded) {
      if (fact.body() instanceof FactBody.Withdrawn(FactId wrong, String _)) {
        withdrawn.add(wrong);
      }
    }
    return new Facts(recorded.stream().filter(fact -> !withdrawn.contains(fact.id())).toList());
  }

  /** The facts that say this kind of thing. */
  public <B extends FactBody> List<B> bodies(Class<B> kind) {
    return facts.stream().map(Fact::body).filter(kind::isInstance).map(kind::cast).toList();
  }
}
