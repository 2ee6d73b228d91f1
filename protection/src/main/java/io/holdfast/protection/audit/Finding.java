package io.holdfast.protection.audit;

import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;

/** What is wrong with a line of the ledger, and where. */
public sealed interface Finding {
  /** What a person is told. */
  default String sentence() {
    return switch (this) {
      case InRows(Flaw flaw) -> "in the catalog, " + flaw.sentence();
      case InRepository(Flaw flaw) -> "in the repository, " + flaw.sentence();
      case Unreadable(String place, String reason) ->
          "%s cannot be read: %s".formatted(place, reason);
      case Different(FactId fact) ->
          "%s in the catalog is not what the repository has".formatted(fact);
      case NotInRepository(FactId first, long last) ->
          "the catalog says that the repository has %s, and it has not"
              .formatted(stretch(first, last));
      case NotInRows(FactId first, long last) ->
          "the repository has %s by this machine, and the catalog has not"
              .formatted(stretch(first, last));
    };
  }

  /** What that person can do. */
  default String remedy() {
    return switch (this) {
      case InRows _, Different _, NotInRows _ ->
          "'holdfast catalog rebuild --replace' takes them from the repository";
      case InRepository(Flaw.Forked _) ->
          "'holdfast catalog rebuild --replace' keeps both branches and gives this machine a key of"
              + " its own";
      case InRepository _ ->
          "what was sealed cannot be sealed again: look who can write into the repository, and"
              + " compare it with a copy";
      case Unreadable _ ->
          "'holdfast check' says what is damaged; a copy of the repository may have it";
      case NotInRepository _ ->
          "somebody removed them, or the repository was put back to an older state: look who can"
              + " write into it";
    };
  }

  private static String stretch(FactId first, long last) {
    return first.sequence() == last ? first.toString() : "%s to %d".formatted(first, last);
  }

  /** The rows are not what was kept. */
  record InRows(Flaw flaw) implements Finding {}

  /** The segments are not what was sealed. */
  record InRepository(Flaw flaw) implements Finding {}

  /** A segment cannot be read at all. */
  record Unreadable(String place, String reason) implements Finding {}

  /** Rows and segments are sound by themselves, and say different things. */
  record Different(FactId fact) implements Finding {}

  /** Rows say that facts were sealed which the repository does not have. */
  record NotInRepository(FactId first, long last) implements Finding {}

  /** This machine sealed facts that its rows do not have. */
  record NotInRows(FactId first, long last) implements Finding {}
}
