package io.holdfast.repository.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Times as Go writes them into JSON: RFC 3339 with up to nine digits of a second, trailing zeros
 * left out, years 0000 to 9999 (F30).
 *
 * <p>Always written in UTC: the zone is part of a tree's bytes, and another zone would make every
 * tree of an unchanged directory a new one. Any offset is read. Written by hand because every node
 * of a tree has three.
 */
public final class GoTime {
  /** The time that Go takes for none: what a missing field reads as. */
  public static final Instant ZERO = Instant.ofEpochSecond(-62_135_596_800L);

  /** No time is longer: {@code 2006-01-02T15:04:05.999999999Z}. */
  static final int LONGEST = 30;

  private static final long SECONDS_PER_DAY = 86_400;

  private GoTime() {}

  /**
   * The text of {@code time}. A year before 0 is written as 0 and one after 9999 as 9999, with
   * nothing else changed, as restic does.
   */
  public static String format(Instant time) {
    byte[] out = new byte[LONGEST];
    return new String(out, 0, write(time, out, 0), StandardCharsets.ISO_8859_1);
  }

  /** Writes the text to {@code out}, which has room for {@link #LONGEST}; returns where it ends. */
  static int write(Instant time, byte[] out, int start) {
    long seconds = time.getEpochSecond();
    int nano = time.getNano();
    long day = Math.floorDiv(seconds, SECONDS_PER_DAY);
    int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);

    // Days to civil date in the proleptic Gregorian calendar, with years that begin in March.
    long shifted = day + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = Math.floorMod(shifted, 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (year > 9999) {
      year = 9999;
      if (month == 2 && dayOfMonth == 29) {
        month = 3;
        dayOfMonth = 1;
      }
    } else if (year < 0) {
      year = 0;
    }

    int at = digits(out, start, (int) year, 4);
    out[at++] = '-';
    at = digits(out, at, month, 2);
    out[at++] = '-';
    at = digits(out, at, dayOfMonth, 2);
    out[at++] = 'T';
    at = digits(out, at, second / 3600, 2);
    out[at++] = ':';
    at = digits(out, at, second / 60 % 60, 2);
    out[at++] = ':';
    at = digits(out, at, second % 60, 2);
    if (nano != 0) {
      out[at++] = '.';
      at = digits(out, at, nano, 9);
      while (out[at - 1] == '0') {
        at--;
      }
    }
    out[at++] = 'Z';
    return at;
  }

  private static int digits(byte[] out, int at, int value, int count) {
    int rest = value;
    for (int i = count - 1; i >= 0; i--) {
      out[at + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  /**
   * Reads a time of any offset; digits beyond the nanosecond are dropped.
   *
   * @throws MalformedException when Go would refuse it
   */
  public static Instant parse(String text) throws MalformedException {
    return parse(text.toCharArray(), 0, text.length());
  }

  static Instant parse(char[] text, int offset, int length) throws MalformedException {
    int end = offset + length;
    if (length < 20
        || text[offset + 4] != '-'
        || text[offset + 7] != '-'
        || text[offset + 10] != 'T'
        || text[offset + 13] != ':'
        || text[offset + 16] != ':') {
      throw notATime(text, offset, length);
    }
    int year = number(text, offset, 4);
    int month = number(text, offset + 5, 2);
    int day = number(text, offset + 8, 2);
    int hour = number(text, offset + 11, 2);
    int minute = number(text, offset + 14, 2);
    int second = number(text, offset + 17, 2);
    int nano = 0;
    int at = offset + 19;
    if (text[at] == '.') {
      int first = ++at;
      int weight = 100_000_000;
      while (at < end && text[at] >= '0' && text[at] <= '9') {
        nano += (text[at] - '0') * weight;
        weight /= 10;
        at++;
      }
      if (at == first) {
        throw notATime(text, offset, length);
      }
    }
    int shift = offsetSeconds(text, at, end);
    if ((year | month | day | hour | minute | second) < 0
        || month < 1
        || month > 12
        || day < 1
        || day > daysIn(year, month)
        || hour > 23
        || minute > 59
        || second > 59
        || shift == Integer.MIN_VALUE) {
      throw notATime(text, offset, length);
    }
    long seconds = epochDay(year, month, day) * SECONDS_PER_DAY;
    return Instant.ofEpochSecond(seconds + hour * 3600L + minute * 60L + second - shift, nano);
  }

  /** Seconds east of UTC, or {@link Integer#MIN_VALUE}. */
  private static int offsetSeconds(char[] text, int at, int end) {
    if (at + 1 == end && text[at] == 'Z') {
      return 0;
    }
    if (at + 6 != end || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text[at] == '+' ? seconds : -seconds;
  }

  private static long epochDay(int year, int month, int day) {
    long marchYear = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(marchYear, 400);
    long yearOfEra = marchYear - era * 400;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** The value of {@code count} digits, or -1. */
  private static int number(char[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      value = value * 10 + text[i] - '0';
    }
    return value;
  }

  private static MalformedException notATime(char[] text, int offset, int length) {
    String shown = GoQuote.shown(new String(text, offset, Math.min(length, 64)));
    return new MalformedException(shown + " is not a time: expected RFC 3339");
  }
}
