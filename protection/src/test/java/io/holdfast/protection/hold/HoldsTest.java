package io.holdfast.protection.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.hold.Hold.Release;
import io.holdfast.protection.safeguard.Safeguard;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HoldsTest {
  private static final Instant PLACED = Instant.parse("2026-11-06T12:00:00Z");
  private static final Instant ASKED = Instant.parse("2026-11-10T12:00:00Z");

  private final Hold incident = hold("incident-7", new Release.AfterReview(LocalDate.MIN));
  private final Hold exposure = hold("exposure", new Release.ByPolicy("gold"));
  private final Holds holds = Holds.NONE.with(incident).with(exposure);

  @Test
  void no_time_lifts_a_hold() {
    assertThat(holds.inForce(Safeguard.ALONE, Instant.parse("2126-01-01T00:00:00Z")))
        .containsExactly(incident, exposure);
  }

  @Test
  void a_hold_counts_until_its_release_has_waited() {
    Holds releasing = holds.releasing("incident-7", Weakening.asked("alice", ASKED));

    assertThat(releasing.inForce(Safeguard.ALONE, ASKED.plus(Duration.ofHours(23))))
        .containsExactly(incident, exposure);
    assertThat(releasing.inForce(Safeguard.ALONE, ASKED.plus(Duration.ofHours(24))))
        .containsExactly(exposure);
    assertThat(releasing.inForce(Safeguard.STANDARD, ASKED.plus(Duration.ofHours(24))))
        .containsExactly(incident, exposure);
  }

  @Test
  void asking_again_does_not_start_the_delay_anew() {
    Holds twice =
        holds
            .releasing("exposure", Weakening.asked("alice", ASKED))
            .releasing("exposure", Weakening.asked("bob", ASKED.plus(Duration.ofHours(20))));

    assertThat(twice.inForce(Safeguard.ALONE, ASKED.plus(Duration.ofHours(24))))
        .containsExactly(incident);
  }

  @Test
  void refuses_to_release_what_is_not_there() {
    Weakening asked = Weakening.asked("alice", ASKED);

    assertThatThrownBy(() -> holds.releasing("incident-8", asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot release 'incident-8': the point has the holds incident-7, exposure");
    assertThatThrownBy(() -> Holds.NONE.releasing("x", asked))
        .hasMessage("cannot release 'x': the point has no hold");
  }

  @Test
  void refuses_two_holds_of_one_name() {
    assertThatThrownBy(() -> holds.with(hold("exposure", new Release.ByPolicy("silver"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_words_that_name_nothing() {
    for (String name : List.of("", "Incident", "a b", "-a", "a".repeat(64))) {
      assertThatThrownBy(() -> hold(name, new Release.ByPolicy("gold")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no name for a hold");
    }
    assertThatThrownBy(
            () -> new Hold("x", "two\nlines", "alice", PLACED, new Release.ByPolicy("gold")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one line of text");
    assertThatThrownBy(() -> new Release.ByPolicy(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Hold hold(String name, Release release) {
    return new Hold(name, "prices were changed", "alice", PLACED, release);
  }
}
