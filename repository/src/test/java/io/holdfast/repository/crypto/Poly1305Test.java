package io.holdfast.repository.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.property.Property;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Poly1305Test {
  static List<Poly1305> implementations() {
    return List.of(new PortablePoly1305(), new IntrinsicPoly1305());
  }

  private static byte[] tag(Poly1305 poly1305, byte[] key, byte[] message) {
    byte[] tag = new byte[16];
    poly1305.start(key);
    poly1305.update(message, 0, message.length);
    poly1305.finish(tag, 0);
    return tag;
  }

  private static byte[] bouncyCastleTag(byte[] key, byte[] message) {
    org.bouncycastle.crypto.macs.Poly1305 mac = new org.bouncycastle.crypto.macs.Poly1305();
    mac.init(new KeyParameter(key));
    mac.update(message, 0, message.length);
    byte[] tag = new byte[16];
    mac.doFinal(tag, 0);
    return tag;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** Random, or made of bytes at which carries run. */
  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    switch (random.nextInt(4)) {
      case 0 -> Arrays.fill(bytes, (byte) 0xff);
      case 1 -> {
        byte[] edges = {0, 1, 2, 5, 0x7f, (byte) 0x80, (byte) 0xfb, (byte) 0xfe, (byte) 0xff};
        for (int i = 0; i < length; i++) {
          bytes[i] = edges[random.nextInt(edges.length)];
        }
      }
      default -> random.nextBytes(bytes);
    }
    return bytes;
  }

  @Test
  void the_virtual_machine_of_the_tests_opens_its_own() {
    assertThat(Poly1305.fastest()).isInstanceOf(IntrinsicPoly1305.class);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void gives_the_tag_of_rfc_8439(Poly1305 poly1305) {
    byte[] key = hex("85d6be7857556d337f4452fe42d506a8 0103808afb0db2fd4abff6af4149f51b");
    byte[] message = "Cryptographic Forum Research Group".getBytes(UTF_8);

    assertThat(tag(poly1305, key, message)).isEqualTo(hex("a8061dc1305136c6c22b8baf0c0127a9"));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void reduces_at_the_edges_of_rfc_8439_a_3(Poly1305 poly1305) {
    byte[] two = new byte[32];
    two[0] = 2;
    byte[] one = new byte[32];
    one[0] = 1;

    // vectors 7 to 9: 2^130 - 5 and what is just above it; two blocks that cancel out
    assertThat(tag(poly1305, two, hex("ff".repeat(16)))).isEqualTo(hex("03" + "00".repeat(15)));
    assertThat(
            tag(
                poly1305,
                one,
                hex("ff".repeat(16) + "f0" + "ff".repeat(15) + "11" + "00".repeat(15))))
        .isEqualTo(hex("05" + "00".repeat(15)));
    assertThat(tag(poly1305, one, hex("ff".repeat(16) + "fb" + "fe".repeat(15) + "01".repeat(16))))
        .containsOnly(0);
    // vector 6: the addition of s drops its carry
    assertThat(
            tag(
                poly1305,
                hex("02" + "00".repeat(15) + "ff".repeat(16)),
                hex("02" + "00".repeat(15))))
        .isEqualTo(hex("03" + "00".repeat(15)));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void equals_another_implementation_at_every_short_length(Poly1305 poly1305) {
    Property.check(
        200,
        random -> {
          byte[] key = bytes(random, 32);
          for (int length = 0; length <= 100; length++) {
            byte[] message = bytes(random, length);

            assertThat(tag(poly1305, key, message)).isEqualTo(bouncyCastleTag(key, message));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void equals_another_implementation_on_long_messages(Poly1305 poly1305) {
    Property.check(
        300,
        random -> {
          byte[] key = bytes(random, 32);
          byte[] message = bytes(random, random.nextInt(20_000));

          assertThat(tag(poly1305, key, message)).isEqualTo(bouncyCastleTag(key, message));
        });
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void takes_weak_keys_as_restics_does(Poly1305 poly1305) {
    byte[] message = bytes(new Random(1), 1000);
    byte[] onlyR = bytes(new Random(2), 32);
    Arrays.fill(onlyR, 16, 32, (byte) 0);
    byte[] onlyS = bytes(new Random(3), 32);
    Arrays.fill(onlyS, 0, 16, (byte) 0);

    for (byte[] key : new byte[][] {onlyR, onlyS, new byte[32]}) {
      assertThat(tag(poly1305, key, message)).isEqualTo(bouncyCastleTag(key, message));
    }
    // and the next message with a usual key
    byte[] usual = bytes(new Random(4), 32);
    assertThat(tag(poly1305, usual, message)).isEqualTo(bouncyCastleTag(usual, message));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void does_not_care_how_the_message_is_sliced(Poly1305 poly1305) {
    Property.check(
        300,
        random -> {
          byte[] key = bytes(random, 32);
          byte[] message = bytes(random, random.nextInt(3000));
          byte[] tag = new byte[20];

          poly1305.start(key);
          int at = 0;
          while (at < message.length) {
            int length = Math.min(random.nextInt(90), message.length - at);
            poly1305.update(message, at, length);
            at += length;
          }
          poly1305.finish(tag, 3);

          assertThat(Arrays.copyOfRange(tag, 3, 19)).isEqualTo(bouncyCastleTag(key, message));
          assertThat(tag[2]).isZero();
          assertThat(tag[19]).isZero();
        });
  }
}
