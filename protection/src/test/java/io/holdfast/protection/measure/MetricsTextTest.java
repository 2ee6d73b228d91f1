package io.holdfast.protection.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.measure.MeasuredApplication.Promise;
import io.holdfast.protection.measure.MeasuredApplication.Schedule;
import io.holdfast.protection.measure.Measurements.Probe;
import io.holdfast.protection.measure.Measurements.Repository;
import io.holdfast.protection.name.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {
  @Test
  void every_metric_has_its_help_and_type_once_before_its_series() {
    var text = MetricsText.render(Fixture.everything());

    assertThat(text)
        .contains(
            """
            # HELP holdfast_schedule_interval_seconds From the due time before the next one to the next; no series without a schedule.
            # TYPE holdfast_schedule_interval_seconds gauge
            holdfast_schedule_interval_seconds{application="shop"} 3600
            """)
        .contains(
            """
            # TYPE holdfast_backup_runs_total counter
            holdfast_backup_runs_total{application="shop",outcome="done"} 7
            """);
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")).toList())
        .hasSize(MetricTable.ALL.size())
        .doesNotHaveDuplicates();
    assertThat(text).endsWith("\n");
  }

  @Test
  void times_are_seconds_since_1970_with_their_fraction() {
    assertThat(MetricsText.render(Fixture.everything()))
        .contains("\nholdfast_measured_timestamp_seconds 1795925700.25\n");
  }

  @Test
  void a_difference_of_clocks_may_be_below_nothing() {
    assertThat(MetricsText.render(Fixture.everything()))
        .contains("\nholdfast_repository_clock_difference_seconds{repository=\"vault\"} -1.5\n");
  }

  @Test
  void what_never_happened_has_a_series_from_the_beginning() {
    var text = MetricsText.render(Fixture.of(Fixture.fresh("new", Fixture.NOTHING)));

    assertThat(text)
        .contains(
            "holdfast_backup_runs_total{application=\"new\",outcome=\"failed\"} 0\n",
            "holdfast_backup_last_attempt_timestamp_seconds{application=\"new\"} 0\n",
            "holdfast_backup_last_success_timestamp_seconds{application=\"new\"} 0\n",
            "holdfast_backup_last_failure_timestamp_seconds{application=\"new\"} 0\n",
            "holdfast_points{application=\"new\",state=\"complete\"} 0\n",
            "holdfast_newest_point_timestamp_seconds{application=\"new\",state=\"complete\"} 0\n");
  }

  @Test
  void what_is_not_promised_has_no_series() {
    var text = MetricsText.render(Fixture.of(Fixture.fresh("new", Fixture.NOTHING)));

    assertThat(text)
        .doesNotContain(
            "holdfast_rpo_objective_seconds",
            "holdfast_schedule_",
            "holdfast_retention_interval_seconds",
            "holdfast_volumes_unprotected");
  }

  @Test
  void an_application_that_is_no_longer_declared_has_no_series() {
    var before = MetricsText.render(Fixture.of(Fixture.shop()));
    var after = MetricsText.render(Fixture.of(Fixture.fresh("new", Fixture.NOTHING)));

    assertThat(before).contains("application=\"shop\"");
    assertThat(after).doesNotContain("shop");
  }

  @Test
  void a_paused_schedule_says_so_and_keeps_its_due_time() {
    var paused = new Schedule(Duration.ofHours(1), Fixture.ago(Duration.ofDays(1)), true);

    var text =
        MetricsText.render(Fixture.of(Fixture.fresh("new", new Promise(paused, null, null))));

    assertThat(text)
        .contains(
            "holdfast_schedule_paused{application=\"new\"} 1\n",
            "holdfast_schedule_next_timestamp_seconds{application=\"new\"} 1795839300.25\n");
  }

  @Test
  void a_hook_has_series_while_it_is_open() {
    var open = MetricsText.render(Fixture.of(Fixture.shop()));
    var closed = MetricsText.render(Fixture.of(Fixture.fresh("shop", Fixture.NOTHING)));

    assertThat(open)
        .contains(
            "holdfast_hook_open_limit_seconds{application=\"shop\",hook=\"postgres\"} 3600\n");
    assertThat(closed).doesNotContain("holdfast_hook_");
  }

  @Test
  void a_recovery_kit_that_was_never_exported_is_told_as_0() {
    var text =
        MetricsText.render(
            Fixture.of(new Repository(RepositoryName.parse("vault"), null, null, null, null)));

    assertThat(text)
        .contains("holdfast_recovery_kit_exported_timestamp_seconds{repository=\"vault\"} 0\n");
  }

  @Test
  void a_repository_that_nobody_tried_to_reach_is_neither_reachable_nor_not() {
    var text =
        MetricsText.render(
            Fixture.of(new Repository(RepositoryName.parse("vault"), null, null, null, null)));

    assertThat(text)
        .doesNotContain("holdfast_repository_reachable")
        .contains("holdfast_repository_probed_timestamp_seconds{repository=\"vault\"} 0\n");
  }

  @Test
  void a_store_that_was_not_reached_is_told_as_0_without_a_clock() {
    var probe = new Probe(Fixture.NOW, "away", null);

    var text =
        MetricsText.render(
            Fixture.of(new Repository(RepositoryName.parse("vault"), null, probe, null, null)));

    assertThat(text)
        .contains("holdfast_repository_reachable{repository=\"vault\"} 0\n")
        .doesNotContain("holdfast_repository_clock_difference_seconds");
  }

  @Test
  void a_repository_that_does_not_open_is_told_as_0_and_one_that_nobody_tried_not_at_all() {
    var vault = RepositoryName.parse("vault");

    assertThat(
            MetricsText.render(
                Fixture.of(
                    new Repository(
                        vault, null, null, new Measurements.Opening("no key fits"), null))))
        .contains("holdfast_repository_opens{repository=\"vault\"} 0\n");
    assertThat(MetricsText.render(Fixture.of(new Repository(vault, null, null, null, null))))
        .doesNotContain("holdfast_repository_opens{");
  }

  @Test
  void a_recovery_kit_whose_key_is_gone_is_told_as_0_and_one_of_unknown_key_by_its_time() {
    var vault = RepositoryName.parse("vault");
    var time = Instant.ofEpochSecond(60);

    for (var key : Measurements.Kit.Key.values()) {
      var kit = new Measurements.Kit(time, key);
      assertThat(MetricsText.render(Fixture.of(new Repository(vault, kit, null, null, null))))
          .contains(
              "holdfast_recovery_kit_exported_timestamp_seconds{repository=\"vault\"} %d\n"
                  .formatted(key == Measurements.Kit.Key.GONE ? 0 : 60));
    }
  }

  @Test
  void names_of_directories_are_quoted() {
    var text = MetricsText.render(Fixture.of(Fixture.coverage("/srv/a\\b\"c\nd")));

    assertThat(text).contains("{path=\"/srv/a\\\\b\\\"c\\nd\"} 1\n");
  }

  @Test
  void a_name_that_is_no_text_does_not_spoil_the_rest() {
    var text =
        MetricsText.render(Fixture.of(Fixture.coverage("/srv/\ud800", "/srv/\udc01", "/srv/ok😀")));

    assertThat(text)
        .containsOnlyOnce("{path=\"/srv/\ufffd\"} 1\n")
        .contains("{path=\"/srv/ok😀\"} 1\n");
  }

  @Test
  void only_the_first_directories_are_named_and_all_are_counted() {
    var many = IntStream.range(0, 250).mapToObj("/srv/%03d"::formatted).toArray(String[]::new);

    var text = MetricsText.render(Fixture.of(Fixture.coverage(many)));

    assertThat(text.lines().filter(line -> line.startsWith("holdfast_volume_unprotected{")))
        .hasSize(MetricTable.MOST_PATHS)
        .first()
        .isEqualTo("holdfast_volume_unprotected{path=\"/srv/000\"} 1");
    assertThat(text).contains("\nholdfast_volumes_unprotected 250\n");
  }

  @Test
  void the_same_application_twice_is_refused() {
    var shop = Fixture.shop();

    assertThatThrownBy(() -> Fixture.of(shop, shop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each application is measured once")
        .hasMessageContaining("shop");
  }

  @Test
  void names_follow_the_conventions() {
    assertThat(MetricTable.ALL)
        .allSatisfy(metric -> {
          assertThat(metric.name()).matches("holdfast_[a-z]+(_[a-z]+)*");
          assertThat(metric.name().endsWith("_total"))
              .isEqualTo(metric.type() == Metric.Type.COUNTER);
          assertThat(metric.help()).endsWith(".");
        })
        .extracting(Metric::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void labels_have_few_values() {
    var bounded =
        List.of("version", "application", "outcome", "state", "hook", "repository", "path");

    assertThat(MetricTable.ALL)
        .flatExtracting(Metric::labels)
        .allSatisfy(label -> assertThat(label).isIn(bounded));
  }
}
