package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a chain, and where. */
public sealed interface Flaw {
  /** What a person is told. */
  default String sentence() {
    return switch (this) {
      case Altered(FactId fact, String how) -> "%s was changed: %s".formatted(fact, how);
      case Missing(FactId first, long last) ->
          first.sequence() == last
              ? "%s is missing".formatted(first)
              : "%s to %d are missing".formatted(first, last);
      case Unlinked(FactId fact) ->
          "%s does not follow the fact before it: one of the two was replaced".formatted(fact);
      case Unsigned(LedgerLine line, WriterId writer, long first, long last) ->
          "%s:%s:%d to %d do not bear their writer's signature"
              .formatted(line, writer, first, last);
    };
  }

  /** A fact is not what its hash is of, or cannot be read. */
  record Altered(FactId fact, String how) implements Flaw {}

  /** Facts are not there. */
  record Missing(FactId first, long last) implements Flaw {}

  /** A fact is as it was written, but behind another one. */
  record Unlinked(FactId fact) implements Flaw {}

  /** A segment is not signed by who it says wrote it. */
  record Unsigned(LedgerLine line, WriterId writer, long first, long last) implements Flaw {}

  /**
   * Looks through the facts of one chain.
   *
   * @param start the end of what was looked through before
   * @param stored what was found where these facts should be, in order of their numbers
   */
  static List<Flaw> in(Chain start, List<Stored> stored) {
    List<Flaw> flaws = new ArrayList<>();
    Chain end = start;
    for (Stored found : stored) {
      long expected = end.sequence() + 1;
      if (found.id().sequence() > expected) {
        flaws.add(
            new Missing(new FactId(end.line(), end.writer(), expected), found.id().sequence() - 1));
      }
      end = look(end, found, flaws);
    }
    return List.copyOf(flaws);
  }

  private static Chain look(Chain before, Stored found, List<Flaw> flaws) {
    Entry entry;
    try {
      entry = Entry.read(found.text());
    } catch (MalformedFactException malformed) {
      flaws.add(new Altered(found.id(), malformed.getMessage()));
      return after(found);
    }
    if (!entry.hash().equals(found.hash())) {
      flaws.add(new Altered(found.id(), "its text is not what its hash is of"));
    } else if (!entry.fact().id().equals(found.id())) {
      flaws.add(new Altered(found.id(), "it says that it is " + entry.fact().id()));
    } else if (before.sequence() + 1 == found.id().sequence() && !before.isFollowedBy(entry)) {
      flaws.add(new Unlinked(found.id()));
    }
    return after(found);
  }

  /** One flaw is told once: what comes after it is compared with what is stored. */
  private static Chain after(Stored found) {
    return new Chain(found.id().line(), found.id().writer(), found.id().sequence(), found.hash());
  }

  /** A fact as somebody keeps it, not yet trusted. */
  record Stored(FactId id, String text, ContentId hash) {}
}
