package io.holdfast.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordTest {
  @Test
  void takes_bytes_as_they_are() {
    byte[] bytes = {' ', (byte) 0xff, 0, '\n'};

    assertThat(Password.of(bytes).bytes()).isEqualTo(bytes).isNotSameAs(bytes);
  }

  @Test
  void is_wiped_and_does_not_print() {
    Password password = Password.of(new byte[] {1, 2});

    assertThat(password).hasToString("***").isEqualTo(Password.of(new byte[] {1, 2}));
    assertThat(password.isEmpty()).isFalse();
    password.close();
    assertThat(password.bytes()).containsOnly(0);
  }
}
