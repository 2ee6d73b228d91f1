package io.holdfast.protection.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"shop", "a", "7", "web-2", "a--b"})
  void takes_labels_of_kubernetes(String text) {
    assertThat(ApplicationName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Shop", "-a", "a-", "a.b", "a/b", "../a", "ä", "a b", "a,b", "a\n"})
  void refuses_what_is_no_label(String text) {
    assertThatThrownBy(() -> VolumeName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name of a volume: expected at most 63");
  }

  @Test
  void refuses_a_name_that_kubernetes_finds_too_long() {
    assertThat(ApplicationName.parse("a".repeat(63)).text()).hasSize(63);
    assertThatThrownBy(() -> ApplicationName.parse("a".repeat(64)))
        .hasMessageContaining("expected at most 63");
  }

  @Test
  void a_point_is_called_after_its_application_and_time() {
    var start = Instant.parse("2026-11-29T04:15:00.900Z");

    assertThat(PointId.of(ApplicationName.parse("shop"), start, 0x1207f3a))
        .hasToString("shop-20261129t041500z-7f3a")
        .extracting(PointId::application)
        .isEqualTo(ApplicationName.parse("shop"));
    assertThat(PointId.parse("shop-20261129t041500z-7f3a").start())
        .isEqualTo(Instant.parse("2026-11-29T04:15:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "shop-20261129t041500z",
        "shop-20261129t041500z-7F3A",
        "-20261129t041500z-7f3a",
        "shop-20261399t041500z-7f3a",
        "a/b-20261129t041500z-7f3a"
      })
  void refuses_what_names_no_point(String text) {
    assertThatThrownBy(() -> PointId.parse(text)).hasMessageContaining("is no restore point");
  }
}
