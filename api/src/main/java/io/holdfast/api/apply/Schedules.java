package io.holdfast.api.apply;

import io.holdfast.api.kind.Policy;
import io.holdfast.api.policy.Schedule;
import io.holdfast.schema.document.Mistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules that fire. */
final class Schedules implements Check {
  private final Surroundings.Timetables timetables;

  Schedules(Surroundings.Timetables timetables) {
    this.timetables = timetables;
  }

  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    var mistakes = new ArrayList<Mistake>();
    for (var one : declared) {
      if (one.kind() instanceof Policy(_, var spec, _) && spec.schedule() != null) {
        mistake(one, spec.schedule()).ifPresent(mistakes::add);
      }
    }
    return mistakes;
  }

  /** What is wrong without a jitter is wrong with the cron. */
  private Optional<Mistake> mistake(Declared one, Schedule schedule) {
    return timetables
        .problem(schedule.cron(), schedule.zone(), Duration.ZERO)
        .map(problem ->
            one.mistake("spec.schedule.cron", problem, "five fields that fire, such as 0 3 * * *"))
        .or(() ->
            timetables
                .problem(schedule.cron(), schedule.zone(), schedule.jitter())
                .map(problem ->
                    one.mistake(
                        "spec.schedule.jitter", problem, "less than the time between two fires")));
  }
}
