package io.holdfast.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Safeguard;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class PolicyInForceTest {
  private static final Instant ASKED = Instant.parse("2026-11-06T12:00:00Z");
  private static final Instant LATER = ASKED.plus(Duration.ofHours(24));

  private final Terms week = daily(7);
  private final Terms day = daily(1);
  private final Terms month = daily(30);
  private final PolicyInForce inForce = PolicyInForce.of(week);

  @Test
  void a_policy_that_keeps_more_holds_at_once() {
    PolicyInForce changed = inForce.changed(month, "alice", Administrators.SEVERAL, ASKED);

    assertThat(changed.policies(Administrators.SEVERAL, ASKED)).containsExactly(month.retention());
  }

  @Test
  void a_policy_that_keeps_less_holds_beside_the_old_one_until_it_has_waited() {
    PolicyInForce changed = inForce.changed(day, "mallory", Administrators.ONE, ASKED);

    assertThat(changed.policies(Administrators.ONE, LATER.minusSeconds(1)))
        .containsExactly(week.retention(), day.retention());
    assertThat(changed.policies(Administrators.ONE, LATER)).containsExactly(day.retention());
  }

  @Test
  void it_waits_for_a_second_person_where_there_is_one() {
    PolicyInForce changed = inForce.changed(day, "mallory", Administrators.SEVERAL, ASKED);

    assertThat(changed.policies(Administrators.SEVERAL, LATER))
        .containsExactly(week.retention(), day.retention());
    assertThat(changed.approved("alice", ASKED).policies(Administrators.SEVERAL, LATER))
        .containsExactly(day.retention());
    assertThatThrownBy(() -> changed.approved("mallory", ASKED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asking_for_the_same_again_does_not_start_the_delay_anew() {
    PolicyInForce again =
        inForce
            .changed(day, "mallory", Administrators.ONE, ASKED)
            .changed(day, "mallory", Administrators.ONE, ASKED.plus(Duration.ofHours(23)));

    assertThat(again.policies(Administrators.ONE, LATER)).containsExactly(day.retention());
  }

  @Test
  void asking_for_less_still_starts_the_delay_anew() {
    Terms three = daily(3);
    Instant soon = ASKED.plus(Duration.ofHours(23));
    PolicyInForce less =
        inForce
            .changed(three, "mallory", Administrators.ONE, ASKED)
            .changed(day, "mallory", Administrators.ONE, soon);

    assertThat(less.policies(Administrators.ONE, LATER))
        .containsExactly(week.retention(), day.retention());
  }

  @Test
  void going_back_gives_up_what_waited() {
    PolicyInForce back =
        inForce
            .changed(day, "mallory", Administrators.ONE, ASKED)
            .changed(week, "alice", Administrators.ONE, ASKED.plusSeconds(60));

    assertThat(back).isEqualTo(inForce);
  }

  @Test
  void what_has_waited_is_what_the_next_change_is_compared_with() {
    PolicyInForce changed =
        inForce
            .changed(day, "mallory", Administrators.ONE, ASKED)
            .changed(daily(3), "alice", Administrators.ONE, LATER);

    assertThat(changed).isEqualTo(PolicyInForce.of(daily(3)));
  }

  @Test
  void refuses_to_approve_what_nobody_asked_for() {
    assertThatThrownBy(() -> inForce.approved("alice", ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none waits");
  }

  @Test
  void a_shorter_delay_waits_for_the_longer_one() {
    PolicyInForce changed = inForce.changed(delayed(1), "mallory", Administrators.ONE, ASKED);

    assertThat(changed.safeguard(Administrators.ONE, LATER.minusSeconds(1)))
        .isEqualTo(Safeguard.ALONE);
    assertThat(changed.safeguard(Administrators.ONE, LATER).delay()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void less_retention_and_less_delay_at_once_wait_for_the_longer_delay() {
    Terms both = new Terms(day.counts(), Duration.ZERO, Duration.ZERO, day.zone(), Duration.ZERO);

    PolicyInForce changed = inForce.changed(both, "mallory", Administrators.ONE, ASKED);

    assertThat(changed.policies(Administrators.ONE, LATER.minusSeconds(1))).hasSize(2);
    assertThat(changed.policies(Administrators.ONE, LATER)).containsExactly(both.retention());
  }

  @Test
  void a_longer_delay_counts_at_once_although_the_rest_waits() {
    Terms slower =
        new Terms(day.counts(), Duration.ZERO, Duration.ZERO, day.zone(), Duration.ofDays(3));

    PolicyInForce changed = inForce.changed(slower, "alice", Administrators.ONE, ASKED);

    assertThat(changed.safeguard(Administrators.ONE, ASKED).delay()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void rules_that_are_taken_out_keep_everything() {
    PolicyInForce changed = inForce.changed(Terms.KEEP_ALL, "mallory", Administrators.ONE, ASKED);

    assertThat(changed).isEqualTo(PolicyInForce.of(Terms.KEEP_ALL));
  }

  private static Terms delayed(int hours) {
    return new Terms(
        daily(7).counts(), Duration.ZERO, Duration.ZERO, ZoneOffset.UTC, Duration.ofHours(hours));
  }

  private static Terms daily(int count) {
    return new Terms(
        new Terms.Counts(0, 0, count, 0, 0, 0),
        Duration.ZERO,
        Duration.ZERO,
        ZoneOffset.UTC,
        Duration.ofHours(24));
  }
}
