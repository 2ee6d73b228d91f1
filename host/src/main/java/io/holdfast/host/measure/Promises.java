package io.holdfast.host.measure;

import io.holdfast.host.policy.PolicyTerms;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.measure.MeasuredApplication.Promise;
import io.holdfast.protection.measure.MeasuredApplication.Schedule;
import io.holdfast.protection.schedule.Timetable;
import io.holdfast.protection.schedule.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an application's policy says, as it is measured. */
final class Promises {
  private Promises() {}

  /**
   * @param since from when on due times count
   * @param started when the newest backup began
   */
  static Promise of(Subject subject, Instant since, @Nullable Instant started) {
    var policy = subject.policy();
    if (policy == null) {
      return new Promise(null, null, null);
    }
    PolicyTerms terms = PolicyTerms.of(policy.spec());
    var timing = terms.timing();
    Instant answered = started != null && started.isAfter(since) ? started : since;
    return new Promise(
        timing == null ? null : schedule(timing, subject.application().name(), answered),
        policy.spec().objectives().rpo(),
        terms.retention().rules().isEmpty() ? null : PolicyTerms.RETENTION_INTERVAL);
  }

  private static Schedule schedule(
      PolicyTerms.Timing timing, String application, Instant answered) {
    Timetable timetable = timing.schedule().of(application);
    Instant due = timetable.next(answered);
    Instant before = timetable.previous(due.minusNanos(1));
    return new Schedule(
        Duration.between(before, due),
        Window.opening(timing.terms().windows(), due),
        timing.terms().paused());
  }
}
