package io.holdfast.host.measure;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.KindRows;
import io.holdfast.catalog.LedgerRows;
import io.holdfast.catalog.PointRows;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.kind.NamedKinds;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.run.OpenHooks;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.MeasuredApplication.OpenHook;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.measure.MetricsText;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of this machine; thread-safe. */
public final class MachineMeasurements {
  /** How far ahead a run may have ended, by a clock that was set back since. */
  private static final Duration CLOCK_STEP = Duration.ofMinutes(5);

  private final Kinds kinds;
  private final Catalog catalog;
  private final FactTally facts;
  private final Watch watch;
  private final InstantSource clock;
  private final String version;

  /**
   * @param fstab says what should be mounted
   * @param version the program's
   */
  public MachineMeasurements(
      Kinds kinds,
      Catalog catalog,
      Repositories repositories,
      InstantSource clock,
      Path fstab,
      String version) {
    this.kinds = kinds;
    this.catalog = catalog;
    this.facts = new FactTally(catalog.ledger());
    this.watch = new Watch(kinds, catalog.points(), repositories, facts, clock, fstab);
    this.clock = clock;
    this.version = version;
  }

  /** What looks at everything that a scrape must not wait for. */
  public Watch watch() {
    return watch;
  }

  /** For Prometheus. */
  public String metrics() throws IOException {
    return MetricsText.render(now());
  }

  /**
   * What is known now; nothing but the catalog is asked.
   *
   * @throws IOException also when the catalog was lost since it was opened: then nothing is known
   */
  public Measurements now() throws IOException {
    catalog.requirePresence();
    List<Kind> all = kinds.all();
    facts.refresh();
    var scrape =
        new Scrape(
            clock.instant(),
            catalog.kinds().times("Application"),
            catalog.kinds().times("Policy"),
            catalog.ledger().unsealed(),
            hooks(catalog.runs().unended()));
    List<MeasuredApplication> applications = new ArrayList<>();
    for (Subject subject : new NamedKinds(all).subjects()) {
      applications.add(application(subject, scrape));
    }
    return new Measurements(
        scrape.now,
        version,
        applications,
        new NamedKinds(all)
            .repositories().stream()
                .map(one -> repository(RepositoryName.parse(one.name()), scrape.now))
                .toList(),
        all.stream().anyMatch(MachineMeasurements::namesRoots) ? watch.covered() : null);
  }

  /** What one reading needs for all applications. */
  private record Scrape(
      Instant now,
      Map<String, KindRows.Times> applications,
      Map<String, KindRows.Times> policies,
      Map<LedgerLine, LedgerRows.Unsealed> unsealed,
      Map<ApplicationName, Map<HookName, OpenHook>> hooks) {}

  private static boolean namesRoots(Kind kind) {
    return kind instanceof Policy policy && !policy.spec().coverage().roots().isEmpty();
  }

  private Map<ApplicationName, Map<HookName, OpenHook>> hooks(List<Run> unended)
      throws IOException {
    Map<ApplicationName, Map<HookName, OpenHook>> hooks = new HashMap<>();
    for (Run run : unended) { // the oldest first, and that one is told
      for (OpenHook hook : OpenHooks.of(catalog.runs(), run)) {
        hooks
            .computeIfAbsent(run.subject().application(), _ -> new LinkedHashMap<>())
            .putIfAbsent(hook.name(), hook);
      }
    }
    return hooks;
  }

  private MeasuredApplication application(Subject subject, Scrape scrape) throws IOException {
    String name = subject.application().name();
    var since =
        new Declared(
            times(scrape.applications, name, scrape.now),
            subject.policy() == null
                ? null
                : times(scrape.policies, subject.policy().name(), scrape.now));
    PointRows.Sum points = points(subject, scrape.now);
    return new MeasuredApplication(
        subject.name(),
        since.application().created(),
        Promises.of(
            subject,
            since.scheduled(),
            catalog.runs().newestStart(subject.name(), Run.Type.BACKUP, scrape.now).orElse(null)),
        catalog.runs().sums(subject.name(), scrape.now.plus(CLOCK_STEP)),
        points.points(),
        ledger(subject.line(), points.oldest(), scrape),
        List.copyOf(scrape.hooks.getOrDefault(subject.name(), Map.of()).values()));
  }

  private PointRows.Sum points(Subject subject, Instant now) throws IOException {
    Set<PointId> missing = watch.missing(subject.repositoryName());
    return missing.stream().noneMatch(point -> point.application().equals(subject.name()))
        ? catalog.points().sum(subject.repositoryName(), subject.name(), now)
        : PointRows.Sum.of(
            catalog.points().of(subject.repositoryName(), subject.name()), missing::contains, now);
  }

  /** Since when what is promised holds. */
  private record Declared(KindRows.Times application, KindRows.@Nullable Times policy) {
    /** A schedule that was just written down is not late for what it would have asked for. */
    Instant scheduled() {
      Instant since = application.created();
      return policy != null && policy.changed().isAfter(since) ? policy.changed() : since;
    }
  }

  private static KindRows.Times times(
      Map<String, KindRows.Times> all, String name, Instant otherwise) {
    return all.getOrDefault(name, new KindRows.Times(otherwise, otherwise));
  }

  private MeasuredApplication.Ledger ledger(
      LedgerLine line, @Nullable Instant oldestPoint, Scrape scrape) {
    var unsealed = scrape.unsealed.get(line);
    LineTally.Sum sum = facts.of(line);
    return new MeasuredApplication.Ledger(
        unsealed == null ? 0 : unsealed.facts(),
        unsealed == null ? null : unsealed.oldest(),
        oldestPoint == null ? Duration.ZERO : sum.gapBetween(oldestPoint, scrape.now),
        sum.flaws().size());
  }

  private Measurements.Repository repository(RepositoryName name, Instant now) {
    @Nullable KeysSeen keys = watch.opened(name).orElse(null);
    return new Measurements.Repository(
        name,
        facts.of(LedgerLine.of(name)).kit(keys == null ? null : keys.kits(), now).orElse(null),
        watch.probed(name).orElse(null),
        keys == null ? null : new Measurements.Opening(keys.failure()),
        watch.points(name).failure());
  }
}
