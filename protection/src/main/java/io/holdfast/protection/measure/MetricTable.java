package io.holdfast.protection.measure;

import static io.holdfast.protection.measure.Metric.Type.GAUGE;

import io.holdfast.protection.measure.Measurements.Coverage;
import io.holdfast.protection.measure.Measurements.Kit;
import io.holdfast.protection.measure.Measurements.Probe;
import io.holdfast.protection.measure.Measurements.Repository;
import io.holdfast.protection.measure.Metric.Sample;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every metric there is, in the order in which they are rendered. */
final class MetricTable {
  /** How many directories are named; the number of all is a metric of its own. */
  static final int MOST_PATHS = 100;

  static final List<Metric> ALL =
      Stream.of(program(), ApplicationMetrics.all(), repositories(), coverage())
          .flatMap(Function.identity())
          .toList();

  private MetricTable() {}

  private static Stream<Metric> program() {
    return Stream.of(
        new Metric(
            "holdfast_build_info",
            GAUGE,
            List.of("version"),
            "Always 1; the label says which version runs.",
            all -> Stream.of(new Sample(List.of(all.version()), BigDecimal.ONE))),
        new Metric(
            "holdfast_measured_timestamp_seconds",
            GAUGE,
            List.of(),
            "When these numbers were put together, by the clock of the machine.",
            all -> Stream.of(new Sample(List.of(), Metric.time(all.taken())))));
  }

  private static Stream<Metric> repositories() {
    return Stream.of(
        ofRepository(
            "holdfast_repository_reachable",
            "1 when the last attempt reached the store, 0 when not; no series before the first.",
            ofProbe(probe -> Metric.flag(probe.reached()))),
        ofRepository(
            "holdfast_repository_probed_timestamp_seconds",
            "When the last attempt to reach the store ended; 0 means never.",
            repository ->
                Metric.time(repository.probe() == null ? null : repository.probe().time())),
        ofRepository(
            "holdfast_repository_clock_difference_seconds",
            "How far the store's clock is ahead of the machine's; no series when it tells no time.",
            ofProbe(probe ->
                probe.clockDifference() == null ? null : Metric.seconds(probe.clockDifference()))),
        ofRepository(
            "holdfast_repository_opens",
            "1 when the declared password opened the repository at the last attempt, 0 when not; no"
                + " series before the first.",
            repository ->
                repository.opening() == null ? null : Metric.flag(repository.opening().opened())),
        ofRepository(
            "holdfast_recovery_kit_exported_timestamp_seconds",
            "When the newest recovery kit was exported whose key the repository still has, as far"
                + " as is known; 0 means that there is none.",
            repository -> Metric.time(exported(repository.kit()))));
  }

  private static @Nullable Instant exported(@Nullable Kit kit) {
    return kit == null || kit.key() == Kit.Key.GONE ? null : kit.exported();
  }

  private static Stream<Metric> coverage() {
    return Stream.of(
        new Metric(
            "holdfast_volume_unprotected",
            GAUGE,
            List.of("path"),
            "Always 1: a directory that must belong to a volume and does not; the first %d of them."
                .formatted(MOST_PATHS),
            ofCoverage(coverage ->
                coverage.unprotected().stream()
                    .distinct()
                    .sorted()
                    .limit(MOST_PATHS)
                    .map(path -> new Sample(List.of(path), BigDecimal.ONE)))),
        new Metric(
            "holdfast_volumes_unprotected",
            GAUGE,
            List.of(),
            "How many such directories there are; no series when no policy names any.",
            ofCoverage(coverage ->
                Stream.of(
                    new Sample(
                        List.of(),
                        BigDecimal.valueOf(coverage.unprotected().stream().distinct().count()))))),
        new Metric(
            "holdfast_coverage_checked_timestamp_seconds",
            GAUGE,
            List.of(),
            "When all directories that policies name were last read; 0 means never.",
            ofCoverage(
                coverage -> Stream.of(new Sample(List.of(), Metric.time(coverage.checked()))))));
  }

  private static Metric ofRepository(
      String name, String help, Function<Repository, @Nullable BigDecimal> number) {
    return new Metric(
        name,
        GAUGE,
        List.of("repository"),
        help,
        all ->
            all.repositories().stream()
                .flatMap(repository ->
                    Sample.ofKnown(number.apply(repository), repository.name().text())));
  }

  private static Function<Repository, @Nullable BigDecimal> ofProbe(
      Function<Probe, @Nullable BigDecimal> number) {
    return repository -> repository.probe() == null ? null : number.apply(repository.probe());
  }

  private static Function<Measurements, Stream<Sample>> ofCoverage(
      Function<Coverage, Stream<Sample>> samples) {
    return all -> all.coverage() == null ? Stream.of() : samples.apply(all.coverage());
  }
}
