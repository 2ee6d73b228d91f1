package io.holdfast.repository.file;

import java.time.Instant;

/**
 * A point in time as file systems keep it.
 *
 * @param seconds since 1970 in UTC; negative before
 * @param nanoseconds 0 to 999,999,999, counted forward from {@code seconds}
 */
public record Timestamp(long seconds, int nanoseconds) implements Comparable<Timestamp> {
  private static final int NANOSECONDS = 1_000_000_000;

  public Timestamp {
    if (nanoseconds < 0 || nanoseconds >= NANOSECONDS) {
      throw new IllegalArgumentException(
          nanoseconds + " nanoseconds: expected 0 to 999999999 beside " + seconds + " seconds");
    }
  }

  public static Timestamp of(Instant instant) {
    return new Timestamp(instant.getEpochSecond(), instant.getNano());
  }

  /** The same time; the nearest there is where it lies beyond a billion years. */
  public Instant instant() {
    if (seconds > Instant.MAX.getEpochSecond()) {
      return Instant.MAX;
    }
    return seconds < Instant.MIN.getEpochSecond()
        ? Instant.MIN
        : Instant.ofEpochSecond(seconds, nanoseconds);
  }

  @Override
  public int compareTo(Timestamp other) {
    int order = Long.compare(seconds, other.seconds);
    return order != 0 ? order : Integer.compare(nanoseconds, other.nanoseconds);
  }

  @Override
  public String toString() {
    return instant().toString();
  }
}
