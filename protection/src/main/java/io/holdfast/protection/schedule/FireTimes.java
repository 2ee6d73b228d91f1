package io.holdfast.protection.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a cron fires in a zone.
 *
 * <p>Time is looked at in stretches between two changes of the zone's offset; within one, the clock
 * on the wall runs evenly. At the begin of a stretch stands what the change did: a gap, whose fires
 * come at once, or an overlap, whose times have fired already.
 */
record FireTimes(Cron cron, ZoneId zone) {
  /**
   * Time with one offset.
   *
   * @param begin the change that it begins with, if there was one
   * @param end the change that it ends with, if there will be one
   */
  private record Stretch(
      ZoneOffset offset, @Nullable ZoneOffsetTransition begin, @Nullable ZoneOffsetTransition end) {
    static Stretch around(ZoneRules rules, Instant instant) {
      return new Stretch(
          rules.getOffset(instant),
          rules.previousTransition(instant.plusNanos(1)),
          rules.nextTransition(instant));
    }

    LocalDateTime local(Instant instant) {
      return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), offset);
    }
  }

  /** The first one after this instant. */
  Instant next(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after.plusNanos(1);
    Stretch stretch = Stretch.around(rules, from);
    while (true) {
      Optional<Instant> found = firstIn(stretch, from);
      if (found.isPresent()) {
        return found.get();
      }
      ZoneOffsetTransition end = stretch.end;
      if (end == null) {
        throw new IllegalStateException("the last stretch of time has every fire");
      }
      from = end.getInstant();
      stretch = Stretch.around(rules, from);
    }
  }

  /** The last one that is not after this instant. */
  Instant previous(Instant upTo) {
    ZoneRules rules = zone.getRules();
    Instant end = upTo.plusNanos(1);
    Stretch stretch = Stretch.around(rules, upTo);
    while (true) {
      Optional<Instant> found = lastIn(stretch, end);
      if (found.isPresent()) {
        return found.get();
      }
      ZoneOffsetTransition begin = stretch.begin;
      if (begin == null) {
        throw new IllegalStateException("the first stretch of time has every fire");
      }
      end = begin.getInstant();
      stretch = Stretch.around(rules, end.minusNanos(1));
    }
  }

  private Optional<Instant> firstIn(Stretch stretch, Instant from) {
    ZoneOffsetTransition begin = stretch.begin;
    if (begin != null && begin.getInstant().equals(from) && firesInGap(begin)) {
      return Optional.of(from);
    }
    LocalDateTime start = stretch.local(from);
    LocalDateTime fresh = fresh(stretch);
    Instant found = cron.next(start.isBefore(fresh) ? fresh : start).toInstant(stretch.offset);
    return Optional.of(found)
        .filter(each -> stretch.end == null || each.isBefore(stretch.end.getInstant()));
  }

  private Optional<Instant> lastIn(Stretch stretch, Instant end) {
    LocalDateTime found = cron.previous(stretch.local(end));
    ZoneOffsetTransition begin = stretch.begin;
    Instant instant = found.toInstant(stretch.offset);
    if (begin == null) {
      return Optional.of(instant);
    }
    if (!instant.isBefore(begin.getInstant()) && !found.isBefore(fresh(stretch))) {
      return Optional.of(instant);
    }
    return begin.getInstant().isBefore(end) && firesInGap(begin)
        ? Optional.of(begin.getInstant())
        : Optional.empty();
  }

  private boolean firesInGap(ZoneOffsetTransition change) {
    return change.isGap()
        && !cron.isEveryHour()
        && cron.next(change.getDateTimeBefore()).isBefore(change.getDateTimeAfter());
  }

  /** From when on the clock on the wall shows what it did not show before. */
  private LocalDateTime fresh(Stretch stretch) {
    ZoneOffsetTransition begin = stretch.begin;
    return begin != null && begin.isOverlap() && !cron.isEveryHour()
        ? begin.getDateTimeBefore()
        : LocalDateTime.MIN;
  }
}
