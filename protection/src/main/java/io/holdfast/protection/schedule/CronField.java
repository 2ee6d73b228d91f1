package io.holdfast.protection.schedule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the five places in a cron expression; reads its numbers into the bits of a long. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  WEEKDAY("day of the week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  /** The bit of a day of the month that means the last one, whichever that is. */
  static final int LAST_DAY = 32;

  private static final Pattern ITEM =
      Pattern.compile(
          "(\\*|(\\w+)(?:-(\\w+))?)(?:/([0-9]{1,4}))?", Pattern.UNICODE_CHARACTER_CLASS);

  private final String title;
  private final int least;
  private final int most;
  private final String names;

  CronField(String title, int least, int most, String names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Whether the field leaves the choice open, as {@code *} does. */
  static boolean isOpen(String text) {
    return List.of(text.split(",", -1)).stream()
        .anyMatch(item -> item.equals("*") || item.equals("*/1"));
  }

  /** Whether the field begins with a star but skips some: crons disagree on what that means. */
  static boolean isSteppedStar(String text) {
    return !isOpen(text) && text.startsWith("*/");
  }

  /**
   * The numbers as bits; Sunday as 0 alone.
   *
   * @throws IllegalArgumentException whose message begins with the name of the field
   */
  long parse(String text) {
    long bits = 0;
    for (String item : text.split(",", -1)) {
      bits |= item(item);
    }
    return bits;
  }

  private long item(String text) {
    if (this == DAY && text.equalsIgnoreCase("L")) {
      return 1L << LAST_DAY;
    }
    Matcher item = ITEM.matcher(text);
    if (!item.matches()) {
      throw refusal(text, foreign(text));
    }
    boolean star = item.group(1).equals("*");
    int from = star ? least : number(item.group(2), text);
    int to = star ? (this == WEEKDAY ? 6 : most) : from;
    if (item.group(3) != null) {
      to = number(item.group(3), text);
    } else if (!star && item.group(4) != null) {
      to = this == WEEKDAY ? 6 : most;
    }
    if (to < from) {
      throw refusal(
          text, "expected a range from the smaller to the larger; write two, with a comma");
    }
    int step = item.group(4) == null ? 1 : Integer.parseInt(item.group(4));
    if (step == 0 || (step > 1 && step > to - from)) {
      throw refusal(
          text,
          "expected a step from 1 to %d; a larger one does not reach beyond the field"
              .formatted(Math.max(1, to - from)));
    }
    long bits = 0;
    for (int number = from; number <= to; number += step) {
      bits |= 1L << (this == WEEKDAY ? number % 7 : number);
    }
    return bits;
  }

  private int number(String word, String item) {
    int named = names().indexOf(word.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + (this == MONTH ? 1 : 0);
    }
    if (!word.matches("[0-9]{1,4}")) {
      throw refusal(item, foreign(item));
    }
    int number = Integer.parseInt(word);
    if (number < least || number > most) {
      throw refusal(item, expected());
    }
    return number;
  }

  private List<String> names() {
    return List.of(names.split(" "));
  }

  private String foreign(String item) {
    if (item.equals("?")) {
      return "that is Quartz's word, write '*'";
    }
    if (item.matches("(?i)[0-9]*[LW]|[0-9]+#[0-9]+|LW|L-[0-9]+")) {
      return "that is Quartz's, of which only L for the last day of the month is known here";
    }
    if (item.isEmpty()) {
      return "expected something beside each comma";
    }
    return expected();
  }

  private String expected() {
    String numbers = "expected '*' or %d to %d".formatted(least, most);
    String named =
        names.isEmpty() ? "" : ", or %s to %s".formatted(names().getFirst(), names().getLast());
    return numbers + named + ", with '-', '/' and ','" + (this == DAY ? ", or L" : "");
  }

  private IllegalArgumentException refusal(String item, String expected) {
    return new IllegalArgumentException("its %s is '%s': %s".formatted(title, item, expected));
  }
}
