package io.holdfast.host.compliance;

import io.holdfast.api.kind.Policy;
import io.holdfast.api.policy.PolicySpec;
import io.holdfast.catalog.Catalog;
import io.holdfast.host.coverage.CoverageSurvey;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.measure.MachineMeasurements;
import io.holdfast.host.measure.Watch;
import io.holdfast.host.policy.PolicyTerms;
import io.holdfast.host.run.RestoreTimes;
import io.holdfast.host.run.Subject;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.compliance.ComplianceReport;
import io.holdfast.protection.compliance.Evidence;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the applications of this machine by what their policies promise. */
public final class MachineCompliance {
  private final Kinds kinds;
  private final Catalog catalog;
  private final MachineMeasurements measurements;
  private final Path fstab;

  /** The runs of former processes that had no end when this one began. */
  private final Set<String> formerRuns;

  /**
   * To be made before this process begins a run.
   *
   * @param fstab says what should be mounted
   */
  public MachineCompliance(
      Kinds kinds, Catalog catalog, MachineMeasurements measurements, Path fstab)
      throws IOException {
    this.kinds = kinds;
    this.catalog = catalog;
    this.measurements = measurements;
    this.fstab = fstab;
    this.formerRuns =
        catalog.runs().unended().stream().map(Run::id).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * How it stands now: directories are read and every fact is compared with its hash, so this takes
   * longer than a scrape. No store is asked; whether they answer is as {@link Watch} last saw it.
   */
  public ComplianceReport report() throws IOException {
    measurements.watch().verify();
    Measurements measured = measurements.now();
    List<Kinds.Followed> followed = kinds.followed();
    List<Subject> subjects = followed.stream().map(Kinds.Followed::subject).toList();
    Map<String, MeasuredApplication> applications =
        measured.applications().stream()
            .collect(Collectors.toMap(one -> one.name().text(), Function.identity()));
    Map<String, Measurements.Repository> repositories =
        measured.repositories().stream()
            .collect(Collectors.toMap(one -> one.name().text(), Function.identity()));
    @Nullable Instant runsLost = catalog.runsLost().orElse(null);
    Mounting mounting = Mounting.now(fstab);
    List<Evidence> evidence = new ArrayList<>();
    for (Kinds.Followed one : followed) {
      Subject subject = one.subject();
      MeasuredApplication application = applications.get(subject.application().name());
      Measurements.Repository repository = repositories.get(subject.repository().name());
      if (application == null || repository == null) {
        continue; // declared in this very moment
      }
      Policy policy = subject.policy();
      Instant since = one.since();
      evidence.add(
          new Evidence(
              application,
              one.changed(),
              policy == null ? null : terms(policy, subject, since),
              new Evidence.Past(
                  recoveries(subject, application.created()),
                  RemovedPoints.youngest(catalog.ledger().kept(subject.line()), since),
                  runsLost,
                  cutOff(subject)),
              repository,
              PasswordPlaces.of(subject.repository().spec().password()),
              policy == null
                  ? null
                  : CoverageSurvey.of(List.of(policy), subjects, mounting).orElse(null)));
    }
    return ComplianceReport.of(evidence, measured.taken());
  }

  /** When the newest backup began whose process is no more. */
  private @Nullable Instant cutOff(Subject subject) throws IOException {
    return catalog.runs().unended().stream()
        .filter(run -> formerRuns.contains(run.id()))
        .filter(run -> run.type() == Run.Type.BACKUP && !run.securing())
        .filter(run -> run.subject().application().equals(subject.name()))
        .map(Run::started)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Evidence.Terms terms(Policy policy, Subject subject, Instant since) {
    PolicySpec spec = policy.spec();
    PolicyTerms terms = PolicyTerms.of(spec);
    var timing = terms.timing();
    return new Evidence.Terms(
        PolicyName.parse(policy.name()),
        timing == null
            ? null
            : new Evidence.Due(
                timing.schedule().of(subject.application().name()),
                timing.terms().windows(),
                since),
        incompleteFails(spec),
        terms.retention().minimumAge(),
        spec.objectives().rto(),
        spec.rehearsal() == null ? null : spec.rehearsal().every());
  }

  private static boolean incompleteFails(PolicySpec spec) {
    return switch (spec.backup().completeness()) {
      case FAIL -> true;
      case WARN -> false;
    };
  }

  /**
   * How restores went.
   *
   * @param since what was restored before was a former application of the same name
   */
  private Evidence.Recoveries recoveries(Subject subject, Instant since) throws IOException {
    @Nullable RestorePoint rehearsed =
        catalog.points().of(subject.repositoryName(), subject.name()).stream()
            .filter(point -> !rehearsal(point).isBefore(since))
            .max(Comparator.comparing(point -> rehearsal(point)))
            .orElse(null);
    // Its point may be gone since.
    Optional<Evidence.Recoveries.Measured> byRun =
        RestoreTimes.rehearsal(subject, since, catalog.runs());
    return new Evidence.Recoveries(
        Stream.concat(
                byRun.map(Evidence.Recoveries.Measured::time).stream(),
                Stream.ofNullable(rehearsed).map(MachineCompliance::rehearsal))
            .max(Comparator.naturalOrder())
            .orElse(null),
        Stream.concat(
                RestoreTimes.newest(subject, since, catalog.runs()).stream(),
                Stream.ofNullable(rehearsed)
                    .filter(point -> point.proof().recoveryTime() != null)
                    .map(MachineCompliance::measured))
            .max(Comparator.comparing(Evidence.Recoveries.Measured::time))
            .orElse(null));
  }

  private static Instant rehearsal(RestorePoint point) {
    Instant rehearsed = point.proof().rehearsed();
    return rehearsed == null ? Instant.MIN : rehearsed;
  }

  private static Evidence.Recoveries.Measured measured(RestorePoint point) {
    var took = point.proof().recoveryTime();
    return new Evidence.Recoveries.Measured(rehearsal(point), took == null ? Duration.ZERO : took);
  }
}
