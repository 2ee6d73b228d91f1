package io.holdfast.cli.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What restic 0.19.1 takes from a password file. */
class PasswordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "\r\na b\n",
        "\u00a0a b",
        "a b\u0085",
        "\u2003 a b\u3000\t",
        "\ufeffa b\u2028"
      })
  void the_space_around_is_no_part_of_a_password(String text) {
    assertThat(Passwords.trimmed(text.getBytes(UTF_8))).isEqualTo("a b".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ufeff", "\u200ba", "\u001ca", "a\u0000", "\u00e9"})
  void all_else_is(String text) {
    assertThat(Passwords.trimmed(text.getBytes(UTF_8))).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void bytes_that_are_no_text_stay() {
    var bytes = "\u00ff\u00c2\u00e2\u0080".getBytes(ISO_8859_1);

    assertThat(Passwords.trimmed(bytes)).isEqualTo(bytes);
  }

  @Test
  void utf_16_with_a_mark_becomes_utf_8() {
    assertThat(Passwords.trimmed("\ufeffa b\n".getBytes(UTF_16LE)))
        .isEqualTo("a b".getBytes(UTF_8));
    assertThat(Passwords.trimmed("\ufeffa b\n".getBytes(UTF_16BE)))
        .isEqualTo("a b".getBytes(UTF_8));
  }
}
