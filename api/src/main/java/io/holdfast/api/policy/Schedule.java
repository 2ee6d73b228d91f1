package io.holdfast.api.policy;

import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** When restore points are made. */
@Doc("When restore points are made.")
public record Schedule(
    @Doc("Minute, hour, day of month, month and day of week, as in crontab.")
        @Pattern(value = Texts.SOMETHING, expected = "five fields, such as \"0 3 * * *\"")
        String cron,
    @Doc("The time zone that the cron and the windows are meant in.") @Default("UTC") ZoneId zone,
    @Doc(
            "Applications start by up to this much later, each by an amount that its name decides,"
                + " so that not all start at once.")
        @Default("0s")
        Duration jitter,
    @Doc("What becomes of times that passed while nothing ran.") @Default("Once") CatchUp catchUp,
    @Doc("Runs start only within these; without any, always.") @Size(most = 32)
        List<Window> windows,
    @Doc("Whether nothing starts by itself for now.") @Default("false") boolean paused) {
  public Schedule {
    windows = List.copyOf(windows);
    Times.requireNotNegative("jitter", jitter);
  }

  /** What becomes of times that passed while nothing ran. */
  public enum CatchUp {
    @Doc("One run for all of them.")
    ONCE,
    @Doc("Nothing until the next time.")
    NONE
  }

  /** Hours of a day. */
  @Doc("Hours in which runs may start; one that started may go on.")
  public record Window(
      @Doc("The days it opens on; without any, every day.") @Size(most = 7) List<Day> days,
      @Doc("When it opens.") @Pattern(value = Window.CLOCK, expected = Window.A_CLOCK) String from,
      @Doc("When it closes; if that is not later, on the next day.")
          @Pattern(value = Window.CLOCK, expected = Window.A_CLOCK)
          String to) {
    static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]";
    static final String A_CLOCK = "a time of the day such as 22:30";

    public Window {
      days = List.copyOf(days);
      if (from.equals(to)) {
        throw new ComponentException("to", "is %s again".formatted(to), "another time than from");
      }
    }
  }

  /** A day of the week. */
  public enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN
  }
}
