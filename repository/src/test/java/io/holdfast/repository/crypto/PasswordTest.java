package io.holdfast.repository.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordTest {
  @Test
  void takes_bytes_as_they_are() {
    byte[] bytes = {' ', (byte) 0xff, 0, '\n'};

    assertThat(Password.of(bytes).bytes()).isEqualTo(bytes).isNotSameAs(bytes);
  }

  @Test
  void characters_are_utf_8_and_not_normalised() {
    for (String text : new String[] {"", "pässwörd", "pa\u0308sswo\u0308rd", "😀\n", "a\u0000b"}) {
      assertThat(Password.of(text.toCharArray()).bytes()).isEqualTo(text.getBytes(UTF_8));
    }
  }

  @Test
  void refuses_half_a_surrogate_pair() {
    for (String text : new String[] {"\ud83d", "a\ude00b", "\ud83dx"}) {
      assertThatThrownBy(() -> Password.of(text.toCharArray()))
          .isInstanceOf(IllegalArgumentException.class);
    }
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
