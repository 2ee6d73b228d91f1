package io.holdfast.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.safeguard.Safeguard;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PolicyInForceTest {
  private static final Instant ASKED = Instant.parse("2026-11-06T12:00:00Z");
  private static final Instant LATER = ASKED.plus(Duration.ofHours(24));

  private final RetentionPolicy week = daily(7);
  private final RetentionPolicy day = daily(1);
  private final RetentionPolicy month = daily(30);
  private final PolicyInForce inForce = PolicyInForce.of(week);

  @Test
  void a_policy_that_keeps_more_holds_at_once() {
    PolicyInForce changed = inForce.changed(month, "alice", Safeguard.STANDARD, ASKED);

    assertThat(changed.policies(Safeguard.STANDARD, ASKED)).containsExactly(month);
  }

  @Test
  void a_policy_that_keeps_less_holds_beside_the_old_one_until_it_has_waited() {
    PolicyInForce changed = inForce.changed(day, "mallory", Safeguard.ALONE, ASKED);

    assertThat(changed.policies(Safeguard.ALONE, LATER.minusSeconds(1))).containsExactly(week, day);
    assertThat(changed.policies(Safeguard.ALONE, LATER)).containsExactly(day);
  }

  @Test
  void it_waits_for_a_second_person_where_there_is_one() {
    PolicyInForce changed = inForce.changed(day, "mallory", Safeguard.STANDARD, ASKED);

    assertThat(changed.policies(Safeguard.STANDARD, LATER)).containsExactly(week, day);
    assertThat(changed.approved("alice", ASKED).policies(Safeguard.STANDARD, LATER))
        .containsExactly(day);
    assertThatThrownBy(() -> changed.approved("mallory", ASKED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asking_for_the_same_again_does_not_start_the_delay_anew() {
    PolicyInForce again =
        inForce
            .changed(day, "mallory", Safeguard.ALONE, ASKED)
            .changed(day, "mallory", Safeguard.ALONE, ASKED.plus(Duration.ofHours(23)));

    assertThat(again.policies(Safeguard.ALONE, LATER)).containsExactly(day);
  }

  @Test
  void asking_for_less_still_starts_the_delay_anew() {
    RetentionPolicy three = daily(3);
    Instant soon = ASKED.plus(Duration.ofHours(23));
    PolicyInForce less =
        inForce
            .changed(three, "mallory", Safeguard.ALONE, ASKED)
            .changed(day, "mallory", Safeguard.ALONE, soon);

    assertThat(less.policies(Safeguard.ALONE, LATER)).containsExactly(week, day);
  }

  @Test
  void going_back_gives_up_what_waited() {
    PolicyInForce back =
        inForce
            .changed(day, "mallory", Safeguard.ALONE, ASKED)
            .changed(week, "alice", Safeguard.ALONE, ASKED.plusSeconds(60));

    assertThat(back).isEqualTo(inForce);
  }

  @Test
  void what_has_waited_is_what_the_next_change_is_compared_with() {
    PolicyInForce changed =
        inForce
            .changed(day, "mallory", Safeguard.ALONE, ASKED)
            .changed(daily(3), "alice", Safeguard.ALONE, LATER);

    assertThat(changed).isEqualTo(PolicyInForce.of(daily(3)));
  }

  @Test
  void refuses_to_approve_what_nobody_asked_for() {
    assertThatThrownBy(() -> inForce.approved("alice", ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none waits");
  }

  private static RetentionPolicy daily(int count) {
    return new RetentionPolicy(
        new KeepRules(0, Map.of(Period.DAY, count), Age.ZERO, Map.of()),
        Duration.ZERO,
        ZoneOffset.UTC);
  }
}
