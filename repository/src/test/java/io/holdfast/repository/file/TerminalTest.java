package io.holdfast.repository.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Real terminals are in the harness "terminal". */
final class TerminalTest {
  private static final int CLOSED = 1_000_000;

  @Test
  void what_is_no_terminal_has_no_columns() {
    assertThat(new Terminal(CLOSED).columns()).isEmpty();
  }

  @Test
  void what_is_no_terminal_cannot_be_hushed() {
    assertThatThrownBy(() -> new Terminal(CLOSED).hush())
        .isInstanceOf(PosixException.class)
        .hasMessageContaining("the terminal at descriptor " + CLOSED);
  }
}
