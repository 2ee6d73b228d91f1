package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it was found, not yet trusted.
 *
 * @param first where its first fact stands, as the place of the segment says
 * @param texts of its facts, in order; at least one
 * @param publicKey the writer's, as the segment says
 * @param signature of the last fact's hash
 */
public record FoundSegment(FactId first, List<String> texts, String publicKey, String signature) {
  public FoundSegment {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || texts.size() > Segment.MOST) {
      throw new IllegalArgumentException(
          "a segment of %d facts: expected 1 to %d".formatted(texts.size(), Segment.MOST));
    }
  }

  /** Where its last fact stands. */
  public FactId last() {
    return new FactId(first.line(), first.writer(), first.sequence() + texts.size() - 1);
  }

  /** What its first fact says is before it; empty when that cannot be read. */
  public Optional<ContentId> previous() {
    return entry(texts.getFirst()).map(entry -> entry.fact().previous());
  }

  /** The line that its facts say they are of; empty when its writer does not vouch for them. */
  public Optional<LedgerLine> signedLine() {
    return look(List.of()).signed()
        ? texts.stream()
            .flatMap(text -> entry(text).stream())
            .map(entry -> entry.fact().id().line())
            .findFirst()
        : Optional.empty();
  }

  /**
   * What was found of a segment.
   *
   * @param facts with the hashes that the signature and the facts behind vouch for
   * @param signed whether the writer vouches for them
   */
  public record Looked(List<Flaw.Stored> facts, boolean signed, List<Flaw> flaws) {
    public Looked {
      facts = List.copyOf(facts);
      flaws = List.copyOf(flaws);
    }
  }

  /**
   * Looks through it, from its end: the signature vouches for the hash of the last fact, and each
   * fact for that of the one before it, so that the very fact is found that was changed.
   *
   * @param elsewhere hashes that others have for the last fact: one of them may be what was signed
   */
  public Looked look(List<ContentId> elsewhere) {
    List<Flaw> flaws = new ArrayList<>();
    Deque<Flaw.Stored> facts = new ArrayDeque<>();
    ContentId own = Chain.hashOf(texts.getLast());
    Optional<ContentId> vouched =
        Stream.concat(Stream.of(own), elsewhere.stream())
            .filter(hash -> WriterKey.isSigned(hash, signature, publicKey, first.writer()))
            .findFirst();
    if (vouched.isEmpty()) {
      flaws.add(
          new Flaw.Unsigned(first.line(), first.writer(), first.sequence(), last().sequence()));
    }
    @Nullable ContentId expected = vouched.orElse(own);
    for (int i = texts.size() - 1; i >= 0; i--) {
      FactId id = new FactId(first.line(), first.writer(), first.sequence() + i);
      ContentId hash = Chain.hashOf(texts.get(i));
      Optional<Entry> entry = entry(texts.get(i));
      boolean same = expected == null || hash.equals(expected);
      if (!same) {
        flaws.addFirst(new Flaw.Altered(id, "its text is not what was signed"));
      } else if (entry.isEmpty()) {
        flaws.addFirst(new Flaw.Altered(id, "it cannot be read"));
      } else if (!entry.get().fact().id().equals(id)) {
        flaws.addFirst(new Flaw.Altered(id, "it says that it is " + entry.get().fact().id()));
      }
      facts.addFirst(new Flaw.Stored(id, texts.get(i), expected == null ? hash : expected));
      expected = same ? entry.map(sound -> sound.fact().previous()).orElse(null) : null;
    }
    return new Looked(List.copyOf(facts), vouched.isPresent(), flaws);
  }

  private static Optional<Entry> entry(String text) {
    try {
      return Optional.of(Entry.read(text));
    } catch (MalformedFactException malformed) {
      return Optional.empty(); // it is told as altered
    }
  }
}
