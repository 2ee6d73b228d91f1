package io.holdfast.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrappingTest {
  @Test
  void lines_are_no_longer_than_asked_for_unless_a_word_is() {
    assertThat(Wrapping.lines("the volume is not there", 10))
        .containsExactly("the volume", "is not", "there");
    assertThat(Wrapping.lines("see /srv/shop/orders now", 8))
        .containsExactly("see", "/srv/shop/orders", "now");
  }

  @Test
  void nothing_is_one_empty_line_and_no_space_is_lost() {
    assertThat(Wrapping.lines("", 8)).containsExactly("");
    assertThat(Wrapping.lines("a  b", 8)).containsExactly("a  b");
  }
}
