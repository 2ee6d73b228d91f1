package io.holdfast.protection.retention;

import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import io.holdfast.schema.shape.DurationText;
import java.util.ArrayList;
import java.util.List;

/**
 * In what a policy keeps less than the one before it: could remove a point that the other keeps.
 *
 * <p>Judged rule by rule, so that it never misses one and says what shrank. It may find shrinkage
 * where a sharper look would find none (28 days cover 4 weeks): then a change waits that need not
 * have waited.
 *
 * @param parts what shrank, for people; none when the new policy keeps all that the old one keeps
 */
public record Shrinkage(List<String> parts) {
  public Shrinkage {
    parts = List.copyOf(parts);
  }

  public boolean isNone() {
    return parts.isEmpty();
  }

  /** What shrinks from the old policy to the new one. */
  public static Shrinkage between(RetentionPolicy before, RetentionPolicy after) {
    List<String> parts = new ArrayList<>();
    if (after.minimumAge().compareTo(before.minimumAge()) < 0 && !keepsAll(after.rules())) {
      parts.add(
          changed(
              "minimum age",
              DurationText.write(before.minimumAge()),
              DurationText.write(after.minimumAge())));
    }
    if (keepsAll(after.rules())) {
      return new Shrinkage(parts);
    }
    KeepRules old = before.rules();
    KeepRules now = after.rules();
    if (keepsAll(old)) {
      parts.add("everything was kept, now rules say what stays");
      return new Shrinkage(parts);
    }
    if (isLess(now.last(), old.last())) {
      parts.add(changed("last", count(old.last()), count(now.last())));
    }
    if (!now.within().covers(old.within())) {
      parts.add(changed("within", old.within(), now.within()));
    }
    for (Period period : Period.values()) {
      addPeriod(parts, period, old, now);
    }
    boolean byCalendar =
        !old.newestOf().isEmpty() || !old.newestWithin().isEmpty() || !old.within().isZero();
    if (byCalendar && !before.zone().equals(after.zone())) {
      parts.add("days begin elsewhere: zone %s becomes %s".formatted(before.zone(), after.zone()));
    }
    return new Shrinkage(parts);
  }

  private static void addPeriod(List<String> parts, Period period, KeepRules old, KeepRules now) {
    int countBefore = old.newestOf().getOrDefault(period, 0);
    int countAfter = now.newestOf().getOrDefault(period, 0);
    if (isLess(countAfter, countBefore)) {
      parts.add(changed(period.word(), count(countBefore), count(countAfter)));
    }
    Age ageBefore = old.newestWithin().getOrDefault(period, Age.ZERO);
    Age ageAfter = now.newestWithin().getOrDefault(period, Age.ZERO);
    if (!ageAfter.covers(ageBefore) && !now.within().covers(ageBefore)) {
      parts.add(changed(period.word() + " within", ageBefore, ageAfter));
    }
  }

  /** Without rules nothing says what may go; and the last of all are all. */
  private static boolean keepsAll(KeepRules rules) {
    return rules.isEmpty() || rules.last() == KeepRules.ALL;
  }

  private static boolean isLess(int now, int before) {
    return now != KeepRules.ALL && (before == KeepRules.ALL || now < before);
  }

  private static String count(int count) {
    return count == KeepRules.ALL ? "unlimited" : Integer.toString(count);
  }

  private static String changed(String what, Object before, Object after) {
    return "%s %s becomes %s".formatted(what, shown(before), shown(after));
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.isEmpty() ? "0" : text;
  }
}
