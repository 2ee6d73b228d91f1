package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      case Forked(FactId fact) ->
          "two facts bear the number of %s: another machine writes with the same key"
              .formatted(fact);
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

  /** Two facts have one number, and their writer signed both. */
  record Forked(FactId fact) implements Flaw {}

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
    for (int i = 0; i < stored.size(); i++) {
      Stored found = stored.get(i);
      @Nullable Stored following = i + 1 < stored.size() ? stored.get(i + 1) : null;
      long expected = end.sequence() + 1;
      if (found.id().sequence() > expected) {
        flaws.add(
            new Missing(new FactId(end.line(), end.writer(), expected), found.id().sequence() - 1));
      }
      end = look(end, found, following, flaws);
    }
    return List.copyOf(flaws);
  }

  private static Chain look(
      Chain before, Stored found, @Nullable Stored following, List<Flaw> flaws) {
    Entry entry;
    try {
      entry = Entry.read(found.text());
    } catch (MalformedFactException malformed) {
      flaws.add(new Altered(found.id(), malformed.getMessage()));
      return after(found);
    }
    if (!entry.hash().equals(found.hash())) {
      if (vouchesFor(following, entry.hash())) {
        flaws.add(new Altered(found.id(), "its hash is not that of its text"));
        return new Chain(
            found.id().line(), found.id().writer(), found.id().sequence(), entry.hash());
      }
      flaws.add(new Altered(found.id(), "its text is not what its hash is of"));
    } else if (!entry.fact().id().equals(found.id())) {
      flaws.add(new Altered(found.id(), "it says that it is " + entry.fact().id()));
    } else if (before.sequence() + 1 == found.id().sequence() && !before.isFollowedBy(entry)) {
      flaws.add(new Unlinked(found.id()));
    }
    return after(found);
  }

  private static boolean vouchesFor(@Nullable Stored following, ContentId hash) {
    if (following == null) {
      return false;
    }
    try {
      return Entry.read(following.text()).fact().previous().equals(hash);
    } catch (MalformedFactException malformed) {
      return false; // it is told when its turn comes
    }
  }

  /** One flaw is told once: what comes after it is compared with what is stored. */
  private static Chain after(Stored found) {
    return new Chain(found.id().line(), found.id().writer(), found.id().sequence(), found.hash());
  }

  /** A fact as somebody keeps it, not yet trusted. */
  record Stored(FactId id, String text, ContentId hash) {}
}
