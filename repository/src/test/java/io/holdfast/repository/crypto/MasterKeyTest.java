package io.holdfast.repository.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
  private static final String JSON =
      """
      {"mac":{"k":"ZrvAyOU6lvOj4IgegmK/tA==","r":"//////////////////////=="},\
      "encrypt":"2890tLav5NPW01NQWZz4WR2TOWRXIJ3qnGZ0wf9iCAk="}\
      """
          .replace("//////////////////////==", "/////////////////////w==");

  @Test
  @Fact("F8")
  @DisplayName("F8: r is kept unmasked")
  void keeps_every_bit_of_r() throws MalformedException {
    MasterKey key = MasterKey.decode(JSON.getBytes(US_ASCII));

    assertThat(Arrays.copyOfRange(key.material(), 48, 64)).containsOnly(0xff);
    assertThat(key.encode()).asString(US_ASCII).isEqualTo(JSON);
  }

  @Test
  void reads_what_it_writes() throws MalformedException {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 50; i++) {
      MasterKey key = MasterKey.generate(random);

      assertThat(MasterKey.decode(key.encode())).isEqualTo(key);
    }
  }

  @Test
  void skips_fields_it_does_not_know() throws MalformedException {
    String json = JSON.replace("{\"mac\":{", "{\"x\":[{\"mac\":1}],\"mac\":{\"y\":{\"k\":1},");

    assertThat(MasterKey.decode(json.getBytes(US_ASCII)))
        .isEqualTo(MasterKey.decode(JSON.getBytes(US_ASCII)));
  }

  @Test
  @Fact("F8")
  @DisplayName("F8: a part that is all zero or missing is refused")
  void refuses_zero_parts() {
    String zero = "AAAAAAAAAAAAAAAAAAAAAA==";
    for (String json :
        new String[] {
          "{}",
          JSON.replace("ZrvAyOU6lvOj4IgegmK/tA==", zero),
          JSON.replace("/////////////////////w==", zero),
          JSON.replace("2890tLav5NPW01NQWZz4WR2TOWRXIJ3qnGZ0wf9iCAk", "A".repeat(43)),
          JSON.replace("\"encrypt\"", "\"other\"")
        }) {
      assertThatThrownBy(() -> MasterKey.decode(json.getBytes(US_ASCII)))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("missing or all zero");
    }
    assertThatThrownBy(() -> MasterKey.generate(new ScriptedRandom(new byte[1])))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refuses_other_shapes() {
    for (String json :
        new String[] {
          "",
          "[]",
          "null",
          JSON + "x",
          JSON + JSON,
          JSON.substring(0, JSON.length() - 1),
          JSON.replace("ZrvAyOU6lvOj4IgegmK/tA==", "ZrvAyOU6lvOj4IgegmK/"),
          JSON.replace("ZrvAyOU6lvOj4IgegmK/tA==", "!"),
          JSON.replace("\"ZrvAyOU6lvOj4IgegmK/tA==\"", "7"),
          " ".repeat(5000) + JSON
        }) {
      assertThatThrownBy(() -> MasterKey.decode(json.getBytes(US_ASCII)))
          .as(json)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void any_damage_gives_a_key_or_a_malformed_exception() {
    byte[] json = JSON.getBytes(US_ASCII);
    Property.check(
        3000,
        random -> {
          byte[] damaged = Arrays.copyOf(json, json.length - random.nextInt(3));
          for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
          }
          try {
            assertThat(MasterKey.decode(damaged).material()).hasSize(64);
          } catch (MalformedException expected) {
            assertThat(expected).hasMessageContaining("master key");
          }
        });
  }

  @Test
  void is_wiped_and_does_not_print() throws MalformedException {
    MasterKey key = MasterKey.decode(JSON.getBytes(US_ASCII));

    assertThat(key).hasToString("***");
    key.close();
    assertThat(key.material()).containsOnly(0);
  }
}
