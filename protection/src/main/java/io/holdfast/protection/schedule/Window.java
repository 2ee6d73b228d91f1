package io.holdfast.protection.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A time of the day, on some days, in which runs may start; one that started may go on after it.
 *
 * @param days on which it opens; at least one
 * @param from the first moment in it
 * @param to the first moment after it; not later than {@code from} means on the next day
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  /** Two weeks have an opening of every window, though a change of clocks may swallow one. */
  private static final int FAR = 15;

  public Window {
    if (days.isEmpty()) {
      throw new IllegalArgumentException(
          "a window from %s to %s has no day: expected at least one".formatted(from, to));
    }
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  /** Whether runs may start. */
  public boolean contains(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (days.contains(day) && !time.isBefore(from))
        || (days.contains(day.minus(1)) && time.isBefore(to));
  }

  /** The first instant from this one on at which runs may start. */
  public Instant opening(Instant since) {
    if (contains(since)) {
      return since;
    }
    List<Instant> chances = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(since, zone);
    for (int i = -1; i < FAR; i++) {
      addFrom(chances, today.plusDays(i).atTime(from));
    }
    // An hour that is repeated may open it a second time, in its middle.
    Instant far = since.plusSeconds(FAR * 86_400L);
    ZoneOffsetTransition change = zone.getRules().nextTransition(since);
    while (change != null && change.getInstant().isBefore(far)) {
      chances.add(change.getInstant());
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return chances.stream()
        .filter(chance -> chance.isAfter(since) && contains(chance))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("%s never opens".formatted(this)));
  }

  private void addFrom(List<Instant> chances, LocalDateTime opens) {
    for (ZoneOffset offset : zone.getRules().getValidOffsets(opens)) {
      chances.add(opens.toInstant(offset));
    }
  }

  /** The same for some windows; without any, runs may start at all times. */
  public static Instant opening(List<Window> windows, Instant since) {
    return windows.stream()
        .map(window -> window.opening(since))
        .min(Comparator.naturalOrder())
        .orElse(since);
  }
}
