package io.holdfast.retention;

import java.util.List;

/**
 * What the rules say of one thing.
 *
 * @param reasons why it stays, in the order of the rules; none when no rule keeps it
 */
public record Choice<T>(T item, List<Reason> reasons) {
  public Choice {
    reasons = List.copyOf(reasons);
  }
}
