package io.holdfast.protection.queue;

/**
 * How many runs there may be at once.
 *
 * @param total at least 1
 * @param perRepository at least 1
 */
public record Limits(int total, int perRepository) {
  public Limits {
    if (total < 1 || perRepository < 1) {
      throw new IllegalArgumentException(
          "limits of %d runs, and %d for a repository, would let none start: expected 1 or more"
              .formatted(total, perRepository));
    }
  }
}
