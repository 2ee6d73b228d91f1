package io.holdfast.protection.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * When a cron fires, found by asking of each minute whether it does; the fields are read anew,
 * number by number.
 */
record MinuteByMinute(String cron, ZoneId zone) {
  List<Instant> between(Instant from, Instant end) {
    List<Instant> fires = new ArrayList<>();
    for (Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
        minute.isBefore(end);
        minute = minute.plus(1, ChronoUnit.MINUTES)) {
      if (!minute.isBefore(from) && fires(minute)) {
        fires.add(minute);
      }
    }
    return fires;
  }

  private boolean fires(Instant minute) {
    LocalDateTime local = LocalDateTime.ofInstant(minute, zone);
    if (isEveryHour()) {
      return matches(local);
    }
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    boolean again =
        change != null
            && change.isOverlap()
            && zone.getRules().getOffset(minute).equals(change.getOffsetAfter());
    return (matches(local) && !again) || makesUp(minute);
  }

  /** Whether a gap ends at this minute that swallowed a fire. */
  private boolean makesUp(Instant minute) {
    ZoneOffsetTransition last = zone.getRules().previousTransition(minute.plusNanos(1));
    if (last == null || !last.isGap() || !last.getInstant().equals(minute)) {
      return false;
    }
    for (LocalDateTime swallowed = last.getDateTimeBefore();
        swallowed.isBefore(last.getDateTimeAfter());
        swallowed = swallowed.plusMinutes(1)) {
      if (matches(swallowed)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEveryHour() {
    for (int hour = 0; hour < 24; hour++) {
      if (!matches(field(1), hour, 0, 23)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(LocalDateTime time) {
    boolean anyDay = field(2).equals("*");
    boolean anyWeekday = field(4).equals("*");
    int weekday = time.getDayOfWeek().getValue() % 7;
    boolean day =
        matches(field(2), time.getDayOfMonth(), 1, 31)
            || (List.of(field(2).split(",", -1)).contains("L")
                && time.plusDays(1).getDayOfMonth() == 1);
    boolean isWeekday =
        matches(field(4), weekday, 0, 6) || (weekday == 0 && matches(field(4), 7, 0, 7));
    return matches(field(0), time.getMinute(), 0, 59)
        && matches(field(1), time.getHour(), 0, 23)
        && matches(field(3), time.getMonthValue(), 1, 12)
        && ((anyDay || anyWeekday) ? day && isWeekday : day || isWeekday);
  }

  private String field(int index) {
    return cron.split(" ", -1)[index];
  }

  private static boolean matches(String field, int number, int least, int most) {
    for (String item : field.split(",", -1)) {
      if (item.equals("L")) {
        continue;
      }
      String[] parts = item.split("/", -1);
      int from = least;
      int to = most;
      if (!parts[0].equals("*")) {
        String[] ends = parts[0].split("-", -1);
        from = Integer.parseInt(ends[0]);
        to = ends.length > 1 ? Integer.parseInt(ends[1]) : from;
      }
      int step = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      if (number >= from && number <= to && (number - from) % step == 0) {
        return true;
      }
    }
    return false;
  }
}
