package io.holdfast.repository.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigCodecTest {
  private static final String ID =
      "5956a3f67a6230d4a92cefb29529f10196c7d92582ec305fd71ff6d331d6271b";
  private static final String POLYNOMIAL = "25b468838dcb75";
  private static final String RESTICS =
      "{\"version\":2,\"id\":\"%s\",\"chunker_polynomial\":\"%s\"}".formatted(ID, POLYNOMIAL);

  @Test
  @Fact({"F1", "F2"})
  void writes_the_bytes_that_restic_writes() throws IOException {
    var config = ConfigCodec.decode(RESTICS.getBytes(UTF_8));

    assertThat(config.polynomial()).isEqualTo(Long.parseLong(POLYNOMIAL, 16));
    assertThat(new String(ConfigCodec.encode(config), UTF_8)).isEqualTo(RESTICS);
  }

  @Test
  @Fact("F3")
  void passes_over_fields_of_other_programs() throws IOException {
    var foreign =
        RESTICS.replace(
            "\"id\"", "\"chunker\":\"fixed_size\",\"is_hot\":true,\"x\":{\"y\":[1,{}]},\"id\"");

    assertThat(ConfigCodec.decode(foreign.getBytes(UTF_8)))
        .isEqualTo(ConfigCodec.decode(RESTICS.getBytes(UTF_8)));
  }

  @Test
  @Fact("F3")
  void adds_its_own_chunker_behind_restics_fields() throws IOException {
    var restics = ConfigCodec.decode(RESTICS.getBytes(UTF_8));
    var own =
        new Config(
            restics.version(),
            restics.id(),
            restics.polynomial(),
            new ChunkerChoice("gear", new ChunkerSecret(new byte[ChunkerSecret.BYTES])));

    var json = new String(ConfigCodec.encode(own), UTF_8);

    assertThat(json)
        .startsWith(RESTICS.substring(0, RESTICS.length() - 1))
        .contains(",\"holdfast_chunker\":{\"name\":\"gear\",\"secret\":\"AAAA");
    assertThat(ConfigCodec.decode(json.getBytes(UTF_8))).isEqualTo(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\":0",
        "\"version\":3",
        "\"version\":2,\"version\":2",
        "\"version\":2,\"chunker_polynomial\":\"0x25\"",
        "\"version\":2,\"chunker_polynomial\":\"\"",
      })
  @Fact("F2")
  void refuses_other_versions_and_what_is_no_polynomial(String beginning) {
    var json = RESTICS.replace("\"version\":2", beginning);

    assertThatThrownBy(() -> ConfigCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }
}
