package io.holdfast.api.apply;

import io.holdfast.api.kind.Policy;
import io.holdfast.schema.document.Mistake;
import java.util.ArrayList;
import java.util.List;

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
        var schedule = spec.schedule();
        timetables
            .problem(schedule.cron(), schedule.zone(), schedule.jitter())
            .ifPresent(problem ->
                mistakes.add(
                    one.mistake(
                        "spec.schedule.cron",
                        problem,
                        "five fields that fire, such as 0 3 * * *")));
      }
    }
    return mistakes;
  }
}
