package io.holdfast.retention;

import java.time.LocalDateTime;
import java.time.temporal.IsoFields;

/** A stretch of the calendar of which one is kept: the newest. */
public enum Period {
  HOUR("hourly"),
  DAY("daily"),
  /** From Monday to Sunday, as ISO 8601 numbers weeks. */
  WEEK("weekly"),
  MONTH("monthly"),
  YEAR("yearly");

  private final String word;

  Period(String word) {
    this.word = word;
  }

  /** The word for it in options and reasons: {@code hourly}. */
  public String word() {
    return word;
  }

  /** The same number for all times of one such period, and no other's. */
  public long number(LocalDateTime time) {
    long day = time.getYear() * 10_000L + time.getMonthValue() * 100L + time.getDayOfMonth();
    return switch (this) {
      case HOUR -> day * 100 + time.getHour();
      case DAY -> day;
      case WEEK ->
          time.get(IsoFields.WEEK_BASED_YEAR) * 100L + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> day / 100;
      case YEAR -> time.getYear();
    };
  }
}
