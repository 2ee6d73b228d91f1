package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoQuoteTest {
  /** The right column is what Go's strconv.Quote prints, without the quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          706c61696e           | plain
          6261 64ff7f0974      | bad\\xff\\x7f\\tt
          712262 5c73          | q\\"b\\\\s
          3c263e               | <&>
          0a0d070b0c08         | \\n\\r\\a\\v\\f\\b
          00011f               | \\x00\\x01\\x1f
          c3bc                 | ü
          e697a5               | 日
          f09fa689             | 🦉
          c2a0                 | \\u00a0
          e280a8               | \\u2028
          efbfbd               | \ufffd
          eda080               | \\xed\\xa0\\x80
          f4908080             | \\xf4\\x90\\x80\\x80
          """)
  @Fact("F27")
  void quotes_as_go_does(String hex, String quoted) throws IOException {
    byte[] name = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(new String(GoQuote.quote(name), UTF_8)).isEqualTo(quoted);
    assertThat(GoQuote.unquote(quoted)).isEqualTo(name);
  }

  @Test
  @Fact("F27")
  void gives_back_exactly_the_bytes_of_any_name() throws IOException {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] name = new byte[random.nextInt(40)];
      random.nextBytes(name);

      assertThat(GoQuote.unquote(new String(GoQuote.quote(name), UTF_8))).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\"b", "a\nb", "a\\", "\\x4", "\\q", "\\ud800", "\\U00110000", "\\400", "\\x٤٤"})
  void refuses_what_go_refuses(String quoted) {
    assertThatThrownBy(() -> GoQuote.unquote(quoted)).isInstanceOf(MalformedException.class);
  }
}
