package io.holdfast.protection.retention;

import io.holdfast.protection.hold.Hold;
import java.time.Instant;
import java.util.List;

/**
 * A restore point as far as retention looks at it.
 *
 * @param cutEnd by which it is ordered and its age is counted
 * @param complete whether everything in scope was captured or excluded with a reason
 * @param holds those in force
 */
public record Candidate(String id, Instant cutEnd, boolean complete, List<Hold> holds) {
  public Candidate {
    holds = List.copyOf(holds);
  }
}
