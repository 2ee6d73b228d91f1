package io.holdfast.protection.retention;

import io.holdfast.protection.hold.Hold;
import java.time.Instant;
import java.util.List;

/**
 * A restore point as far as retention looks at it.
 *
 * @param cutEnd by which it is ordered and its age is counted
 * @param kind whether rules count it, or why it only stands in
 * @param holds those in force
 */
public record Candidate(String id, Instant cutEnd, Kind kind, List<Hold> holds) {
  /** What a point is to the rules. */
  public enum Kind {
    /** Everything in scope was captured or excluded with a reason. */
    COMPLETE("complete"),
    /** It was made of what a restore was about to overwrite, for which nobody restores. */
    SECURING("made before a restore overwrote it"),
    /** Something in scope is missing. */
    INCOMPLETE("incomplete");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Candidate {
    holds = List.copyOf(holds);
  }

  /** Whether rules count it, as if there were only such ones. */
  public boolean complete() {
    return kind == Kind.COMPLETE;
  }
}
