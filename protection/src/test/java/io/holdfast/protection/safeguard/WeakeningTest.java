package io.holdfast.protection.safeguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.safeguard.Weakening.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WeakeningTest {
  private static final Instant ASKED = Instant.parse("2026-11-06T12:00:00Z");
  private static final Instant RIPE = ASKED.plus(Duration.ofHours(24));

  private final Weakening weakening = Weakening.asked("mallory", ASKED);

  @Test
  void a_single_administrator_waits_for_the_delay() {
    assertThat(weakening.standing(Safeguard.ALONE, RIPE.minusNanos(1)))
        .isEqualTo(new Standing.Waits(RIPE));
    assertThat(weakening.standing(Safeguard.ALONE, RIPE)).isEqualTo(new Standing.InEffect(RIPE));
  }

  @Test
  void without_a_second_person_no_time_is_enough() {
    assertThat(weakening.standing(Safeguard.STANDARD, RIPE.plus(Duration.ofDays(1000))))
        .isEqualTo(new Standing.NeedsApproval(RIPE));
  }

  @Test
  void what_was_asked_for_before_there_was_a_second_person_needs_none() {
    var since = new Administrators(ASKED.plusNanos(1)).safeguard(Duration.ofHours(24));
    var then = new Administrators(ASKED).safeguard(Duration.ofHours(24));

    assertThat(weakening.standing(since, RIPE)).isEqualTo(new Standing.InEffect(RIPE));
    assertThat(weakening.standing(then, RIPE)).isEqualTo(new Standing.NeedsApproval(RIPE));
  }

  @Test
  void an_approval_does_not_shorten_the_delay() {
    Weakening approved = weakening.approved("alice", ASKED.plusSeconds(60));

    assertThat(approved.standing(Safeguard.STANDARD, RIPE.minusSeconds(1)))
        .isEqualTo(new Standing.Waits(RIPE));
    assertThat(approved.standing(Safeguard.STANDARD, RIPE)).isInstanceOf(Standing.InEffect.class);
  }

  @Test
  void an_approval_after_the_delay_counts_from_then_on() {
    Instant late = RIPE.plusSeconds(60);

    assertThat(weakening.approved("alice", late).standing(Safeguard.STANDARD, late))
        .isEqualTo(new Standing.InEffect(late));
  }

  @Test
  void whoever_asked_cannot_approve() {
    assertThatThrownBy(() -> weakening.approved("mallory", ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'mallory' asked for this and cannot approve it: expected somebody else");
  }

  @Test
  void the_first_approval_stands() {
    assertThat(weakening.approved("alice", ASKED).approved("bob", RIPE))
        .isEqualTo(weakening.approved("alice", ASKED));
  }

  @Test
  void refuses_a_delay_into_the_past_and_nobody() {
    assertThatThrownBy(() -> new Safeguard(Duration.ofSeconds(-1), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Weakening.asked(" ", ASKED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
