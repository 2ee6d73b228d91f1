package io.holdfast.host.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.kind.Policy;
import io.holdfast.api.policy.PolicySpec;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.retention.RetentionPolicy;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Schedule;
import io.holdfast.protection.schedule.Window;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTermsTest {
  private static PolicySpec spec(String text) {
    var document =
        """
        apiVersion: holdfast.dev/v1alpha1
        kind: Policy
        metadata: { name: gold }
        spec:
        """
            + text.indent(2);
    if (Documents.read("policy.yaml", document.getBytes(UTF_8), Bounds.DEFAULT)
            instanceof Reading.Read<List<Document>>(List<Document> documents)
        && documents.getFirst().as(Policy.class, UnknownFields.REFUSE)
            instanceof Reading.Read<Policy>(Policy policy)) {
      return policy.spec();
    }
    throw new IllegalArgumentException(document);
  }

  @Test
  void a_schedule_with_all_that_can_be_said_is_the_one_of_the_decisions() {
    var spec =
        spec(
            """
            schedule:
              cron: "0 3 * * *"
              zone: Europe/Berlin
              jitter: 30m
              catchUp: None
              windows:
                - { days: [Sat, Sun], from: "22:00", to: "06:30" }
                - { from: "01:00", to: "02:00" }
              paused: true
            """);

    var timing = PolicyTerms.of(spec).timing();

    var berlin = ZoneId.of("Europe/Berlin");
    assertThat(timing)
        .isEqualTo(
            new PolicyTerms.Timing(
                new Schedule(Cron.parse("0 3 * * *"), berlin, Duration.ofMinutes(30)),
                new Scheduled.Terms(
                    CatchUp.NONE,
                    List.of(
                        new Window(
                            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                            LocalTime.of(22, 0),
                            LocalTime.of(6, 30),
                            berlin),
                        new Window(
                            Set.of(DayOfWeek.values()),
                            LocalTime.of(1, 0),
                            LocalTime.of(2, 0),
                            berlin)),
                    true)));
  }

  @ParameterizedTest
  @CsvSource({
    "Mon,MONDAY",
    "Tue,TUESDAY",
    "Wed,WEDNESDAY",
    "Thu,THURSDAY",
    "Fri,FRIDAY",
    "Sat,SATURDAY",
    "Sun,SUNDAY"
  })
  void every_day_is_the_day_that_was_written(String written, DayOfWeek day) {
    var spec =
        spec(
            """
            schedule:
              cron: "@daily"
              windows: [{ days: [%s], from: "10:00", to: "11:00" }]
            """
                .formatted(written));

    var timing = Objects.requireNonNull(PolicyTerms.of(spec).timing());

    assertThat(timing.terms().catchUp()).isEqualTo(CatchUp.ONCE);
    assertThat(timing.terms().windows())
        .singleElement()
        .extracting(Window::days)
        .isEqualTo(Set.of(day));
  }

  @Test
  void without_a_schedule_nothing_is_due_and_without_retention_everything_stays() {
    var terms = PolicyTerms.of(spec("objectives: { rpo: 1h }"));

    assertThat(terms.timing()).isNull();
    assertThat(terms.retention())
        .isEqualTo(new RetentionPolicy(KeepRules.NONE, Duration.ZERO, ZoneOffset.UTC));
  }

  @Test
  void every_rule_of_retention_is_the_rule_that_was_written() {
    var spec =
        spec(
            """
            schedule: { cron: "@hourly", zone: Asia/Tokyo }
            retention:
              keep: { last: 1, hourly: 2, daily: 3, weekly: 4, monthly: 5, yearly: 6, within: 2d }
              minimumAge: 36h
            """);

    assertThat(PolicyTerms.of(spec).retention())
        .isEqualTo(
            new RetentionPolicy(
                new KeepRules(
                    1,
                    Map.of(
                        Period.HOUR, 2,
                        Period.DAY, 3,
                        Period.WEEK, 4,
                        Period.MONTH, 5,
                        Period.YEAR, 6),
                    new Age(0, 0, 0, 48),
                    Map.of()),
                Duration.ofHours(36),
                ZoneId.of("Asia/Tokyo")));
  }

  @ParameterizedTest
  @CsvSource({"90m,2", "1ns,1", "60m,1", "2d,48", "1000000h,1000000", "3000000000h,1000000"})
  void what_lies_within_a_time_is_never_less_than_was_promised(String within, int hours) {
    var retention =
        PolicyTerms.of(spec("retention: { keep: { within: %s } }".formatted(within))).retention();

    assertThat(retention.rules().within().hours()).isEqualTo(hours);
    var now = Instant.parse("2026-03-29T12:00:00Z");
    assertThat(retention.rules().within().before(now, retention.zone()))
        .isBefore(now.minus(Duration.ofMinutes(59)));
  }

  @Test
  void a_schedule_that_never_fires_is_refused_with_the_reason() {
    assertThatThrownBy(() -> PolicyTerms.schedule("0 0 30 2 *", ZoneOffset.UTC, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never fires");
  }
}
