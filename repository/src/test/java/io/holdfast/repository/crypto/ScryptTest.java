package io.holdfast.repository.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

class ScryptTest {
  /** RFC 7914, section 12. */
  @Test
  void derives_what_the_standard_says() {
    assertDerives(
        "",
        "",
        new ScryptParameters(16, 1, 1),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
            + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    assertDerives(
        "password",
        "NaCl",
        new ScryptParameters(1024, 8, 16),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    assertDerives(
        "pleaseletmein",
        "SodiumChloride",
        new ScryptParameters(16384, 8, 1),
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
  }

  private static void assertDerives(
      String password, String salt, ScryptParameters cost, String expected) {
    byte[] derived =
        Scrypt.generate(password.getBytes(US_ASCII), salt.getBytes(US_ASCII), cost, 64);
    assertThat(HexFormat.of().formatHex(derived)).as("%s", cost).isEqualTo(expected);
  }

  @Test
  void derives_what_another_implementation_does() {
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] password = new byte[random.nextInt(100)];
      byte[] salt = new byte[random.nextInt(100)];
      random.nextBytes(password);
      random.nextBytes(salt);
      ScryptParameters cost =
          new ScryptParameters(
              2 << random.nextInt(8), 1 + random.nextInt(9), 1 + random.nextInt(7));
      int bytes = 1 + random.nextInt(99);
      assertThat(Scrypt.generate(password, salt, cost, bytes))
          .as("%s", cost)
          .isEqualTo(SCrypt.generate(password, salt, cost.n(), cost.r(), cost.p(), bytes));
    }
  }

  @Test
  void mixes_lanes_one_after_the_other_where_memory_for_one_is_all_there_is() {
    byte[] salt = new byte[64];
    ScryptParameters cost = new ScryptParameters(1 << 16, 8, 2);
    byte[] password = "one".getBytes(US_ASCII);
    assertThat(Scrypt.generate(password, salt, cost, 64))
        .isEqualTo(SCrypt.generate(password, salt, cost.n(), cost.r(), cost.p(), 64));
  }
}
