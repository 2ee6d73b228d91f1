package io.holdfast.repository.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AwayTest {
  private final Away away = new Away();

  @Test
  void a_thread_is_not_given_up_before_or_after_its_call() {
    away.watch(() -> {
      assertThat(away.giveUp()).isFalse();
      Away.begin();
      Away.end();
      assertThat(away.giveUp()).isFalse();
    });
  }

  @Test
  void a_thread_that_was_given_up_is_told_so_once_and_may_then_close_its_files() {
    away.watch(() -> {
      Away.begin();
      assertThat(away.giveUp()).isTrue();

      assertThatThrownBy(Away::end).hasMessage("nobody waits for this thread any more");
      Away.begin();
      assertThat(away.giveUp()).isFalse();
      assertThatCode(Away::end).doesNotThrowAnyException();
    });
  }

  @Test
  void a_call_of_a_thread_that_nobody_watches_is_like_any_other() {
    assertThatCode(
            () -> {
              Away.begin();
              Away.end();
            })
        .doesNotThrowAnyException();
  }
}
