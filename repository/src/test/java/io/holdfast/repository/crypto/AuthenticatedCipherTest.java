package io.holdfast.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthenticatedCipherTest {
  static List<Poly1305> authenticators() {
    return List.of(new PortablePoly1305(), new IntrinsicPoly1305());
  }

  private static MasterKey key(Random random) {
    byte[] material = new byte[64];
    random.nextBytes(material);
    return MasterKey.of(material);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Nonce, ciphertext and tag as BouncyCastle makes them. */
  private static byte[] expected(MasterKey key, byte[] nonce, byte[] plain) {
    byte[] material = key.material();
    SICBlockCipher counter = (SICBlockCipher) SICBlockCipher.newInstance(AESEngine.newInstance());
    counter.init(true, new ParametersWithIV(new KeyParameter(material, 0, 32), nonce));
    byte[] sealed = new byte[plain.length + 32];
    System.arraycopy(nonce, 0, sealed, 0, 16);
    counter.processBytes(plain, 0, plain.length, sealed, 16);
    // BouncyCastle wants r before k
    byte[] rk = new byte[32];
    System.arraycopy(material, 48, rk, 0, 16);
    System.arraycopy(material, 32, rk, 16, 16);
    org.bouncycastle.crypto.macs.Poly1305 mac =
        new org.bouncycastle.crypto.macs.Poly1305(AESEngine.newInstance());
    mac.init(new ParametersWithIV(new KeyParameter(rk), nonce));
    mac.update(sealed, 16, plain.length);
    mac.doFinal(sealed, 16 + plain.length);
    return sealed;
  }

  @ParameterizedTest
  @MethodSource("authenticators")
  @Fact("F9")
  @DisplayName("F9: nonce, AES-256-CTR ciphertext, Poly1305-AES tag over the ciphertext")
  void seals_as_another_implementation_does(Poly1305 authenticator) {
    Property.check(
        100,
        random -> {
          MasterKey key = key(random);
          byte[] nonce = bytes(random, 16);
          byte[] plain = bytes(random, random.nextInt(random.nextBoolean() ? 50 : 40_000));
          try (AuthenticatedCipher cipher =
              new AuthenticatedCipher(key, new ScriptedRandom(nonce), authenticator)) {

            assertThat(cipher.seal(plain)).isEqualTo(expected(key, nonce, plain));
          }
        });
  }

  @Test
  @Fact("F9")
  @DisplayName("F9: the counter runs over into all 16 bytes of the nonce")
  void counts_beyond_the_last_nonce() {
    MasterKey key = key(new Random(1));
    byte[] plain = bytes(new Random(2), 20_000);
    byte[] nonce = new byte[16];
    for (int ones = 1; ones <= 16; ones++) {
      Arrays.fill(nonce, 16 - ones, 16, (byte) 0xff);
      try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, new ScriptedRandom(nonce))) {
        assertThat(cipher.seal(plain)).isEqualTo(expected(key, nonce, plain));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("authenticators")
  void opens_what_it_sealed_at_any_offset(Poly1305 authenticator) {
    Property.check(
        100,
        random -> {
          try (AuthenticatedCipher cipher =
              new AuthenticatedCipher(key(random), new SecureRandom(), authenticator)) {
            byte[] plain = bytes(random, random.nextInt(30_000) + 10);
            int length = random.nextInt(plain.length - 9);
            byte[] sealed = new byte[length + 32 + 20];
            byte[] opened = new byte[length + 20];

            int sealedLength = cipher.seal(plain, 7, length, sealed, 11);
            int openedLength = cipher.open(sealed, 11, sealedLength, opened, 5);

            assertThat(sealedLength).isEqualTo(length + AuthenticatedCipher.OVERHEAD);
            assertThat(openedLength).isEqualTo(length);
            assertThat(Arrays.copyOfRange(opened, 5, 5 + length))
                .isEqualTo(Arrays.copyOfRange(plain, 7, 7 + length));
            assertThat(Arrays.copyOfRange(opened, 5 + length, opened.length)).containsOnly(0);
            assertThat(Arrays.copyOf(sealed, 11)).containsOnly(0);

            byte[] after = Arrays.copyOfRange(sealed, 11 + sealedLength, sealed.length);
            assertThat(cipher.openInPlace(sealed, 11, sealedLength)).isEqualTo(length);
            assertThat(Arrays.copyOfRange(sealed, 11, 11 + length))
                .isEqualTo(Arrays.copyOfRange(plain, 7, 7 + length));
            assertThat(Arrays.copyOf(sealed, 11)).containsOnly(0);
            assertThat(Arrays.copyOfRange(sealed, 11 + sealedLength, sealed.length))
                .isEqualTo(after);
          }
        });
  }

  @Test
  void never_seals_with_the_same_nonce() throws AuthenticationException {
    try (AuthenticatedCipher cipher =
        new AuthenticatedCipher(key(new Random(1)), new SecureRandom())) {
      byte[] first = cipher.seal(new byte[0]);
      byte[] second = cipher.seal(new byte[0]);

      assertThat(first).hasSize(32).isNotEqualTo(second);
      assertThat(cipher.open(second)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("authenticators")
  @Fact("F9")
  @DisplayName("F9: no byte of nonce, ciphertext or tag can be changed, and nothing is decrypted")
  void refuses_every_flipped_bit(Poly1305 authenticator) {
    try (AuthenticatedCipher cipher =
        new AuthenticatedCipher(key(new Random(1)), new SecureRandom(), authenticator)) {
      byte[] sealed = cipher.seal(bytes(new Random(2), 100));
      byte[] out = new byte[100];

      for (int bit = 0; bit < sealed.length * 8; bit++) {
        byte[] damaged = sealed.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> cipher.open(damaged, 0, damaged.length, out, 0))
            .isInstanceOf(AuthenticationException.class)
            .hasMessageContaining("tag does not fit");
        byte[] untouched = damaged.clone();
        assertThatThrownBy(() -> cipher.openInPlace(damaged, 0, damaged.length))
            .isInstanceOf(AuthenticationException.class);
        assertThat(damaged).isEqualTo(untouched);
      }
      assertThat(out).containsOnly(0);
    }
  }

  @Test
  void refuses_cut_bytes_and_another_key() {
    try (AuthenticatedCipher cipher =
            new AuthenticatedCipher(key(new Random(1)), new SecureRandom());
        AuthenticatedCipher other =
            new AuthenticatedCipher(key(new Random(2)), new SecureRandom())) {
      byte[] sealed = cipher.seal(new byte[40]);

      assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(AuthenticationException.class);
      for (int length = 0; length < sealed.length; length++) {
        byte[] cut = Arrays.copyOf(sealed, length);
        assertThatThrownBy(() -> cipher.open(cut)).isInstanceOf(AuthenticationException.class);
      }
    }
  }

  @Test
  @Fact("F8")
  @DisplayName("F8: an all-zero nonce is refused, even with a fitting tag")
  void refuses_the_zero_nonce() {
    MasterKey key = key(new Random(1));
    byte[] sealed = expected(key, new byte[16], new byte[10]);
    try (AuthenticatedCipher cipher =
        new AuthenticatedCipher(key, new ScriptedRandom(new byte[1]))) {

      assertThatThrownBy(() -> cipher.open(sealed))
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("nonce is all zero");
      assertThatThrownBy(() -> cipher.seal(new byte[10])).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void refuses_one_array_for_both_or_beyond_its_arrays() {
    try (AuthenticatedCipher cipher =
        new AuthenticatedCipher(key(new Random(1)), new SecureRandom())) {
      byte[] bytes = new byte[100];

      assertThatThrownBy(() -> cipher.seal(bytes, 0, 10, bytes, 50))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.open(bytes, 0, 50, bytes, 50))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.seal(new byte[10], 0, 10, new byte[41], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> cipher.open(new byte[50], 40, 20, bytes, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void does_not_need_the_master_key_after_it_was_made() throws AuthenticationException {
    MasterKey key = key(new Random(1));
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, new SecureRandom())) {
      byte[] sealed = cipher.seal(new byte[] {1, 2, 3});

      key.close();

      assertThat(cipher.open(sealed)).containsExactly(1, 2, 3);
      assertThat(cipher.open(cipher.seal(new byte[] {4}))).containsExactly(4);
    }
  }
}
