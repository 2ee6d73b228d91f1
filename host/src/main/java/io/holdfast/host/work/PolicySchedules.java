package io.holdfast.host.work;

import io.holdfast.host.Machine;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.policy.PolicyTerms;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What begins by itself on a machine: what the policies of its applications say. */
public final class PolicySchedules implements Schedules {
  private static final Schedule DAILY =
      new Schedule(Cron.parse("0 0 * * *"), ZoneOffset.UTC, Duration.ofHours(23));

  private final Machine machine;
  private final InstantSource clock;

  public PolicySchedules(Machine machine, InstantSource clock) {
    this.machine = machine;
    this.clock = clock;
  }

  @Override
  public List<Scheduled> now() throws IOException {
    machine.catalog().requirePresence(); // what a lost one says is not declared any more
    List<Scheduled> scheduled = new ArrayList<>();
    for (Kinds.Followed followed : machine.kinds().followed()) {
      Subject subject = followed.subject();
      if (subject.policy() != null) {
        PolicyTerms terms = PolicyTerms.of(subject.policy().spec());
        if (terms.timing() != null) {
          scheduled.add(backups(followed, terms.timing()));
        }
        if (!terms.retention().rules().isEmpty()) {
          scheduled.add(retention(followed, terms.timing()));
        }
      }
    }
    return scheduled;
  }

  private Scheduled backups(Kinds.Followed followed, PolicyTerms.Timing timing) throws IOException {
    Subject subject = followed.subject();
    return new Scheduled(
        Kind.BACKUP,
        subject.target(),
        timing.schedule().of(subject.application().name()),
        timing.terms(),
        new Scheduled.History(followed.since(), starts(subject, Run.Type.BACKUP)));
  }

  /** Once a day, at a time that the application's name decides; a pause is one of everything. */
  private Scheduled retention(Kinds.Followed followed, PolicyTerms.@Nullable Timing timing)
      throws IOException {
    Subject subject = followed.subject();
    return new Scheduled(
        Kind.RETENTION,
        subject.target(),
        DAILY.of(subject.application().name()),
        new Scheduled.Terms(
            CatchUp.ONCE,
            timing == null ? List.of() : timing.terms().windows(),
            timing != null && timing.terms().paused()),
        new Scheduled.History(followed.since(), starts(subject, Run.Type.RETENTION)));
  }

  /**
   * The newest start alone says whether a fire was answered. Those that a wrong clock put into the
   * future say nothing, however many they are: were they all that is looked at, each look would
   * begin another run.
   */
  private List<Instant> starts(Subject subject, Run.Type type) throws IOException {
    return machine.catalog().runs().newestStart(subject.name(), type, clock.instant()).stream()
        .toList();
  }

  @Override
  public Task task(Kind kind, Target target) {
    return switch (kind) {
      case BACKUP -> () -> machine.backups().run(machine.kinds().subject(target.application()));
      case RETENTION ->
          () ->
              new Planning.Planned<>(
                  machine.retentions().run(machine.kinds().subject(target.application())));
      case RESTORE -> throw new IllegalArgumentException("no restore begins by itself");
    };
  }
}
