package io.holdfast.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AccessTest {
  @Test
  @Fact("F36")
  void whoever_removes_or_checks_is_alone() {
    assertThat(Arrays.stream(Access.values()).filter(Access::exclusive))
        .containsExactlyInAnyOrder(Access.READ_ALONE, Access.EXCLUSIVE);
  }

  @Test
  @Fact("F36")
  void only_readers_may_go_without_a_lock() {
    assertThat(Arrays.stream(Access.values()).filter(Access::mayGoUnlocked))
        .containsExactlyInAnyOrder(Access.READ, Access.READ_ALONE);
  }
}
