package io.holdfast.repository.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyFileTest {
  private static final ScryptParameters CHEAP = new ScryptParameters(16, 8, 1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static byte[] restic(String name) throws IOException {
    try (InputStream in = KeyFileTest.class.getResourceAsStream("restic-0.19.1/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(UTF_8));
  }

  private static KeyFile wrapped(MasterKey key, String password) {
    return KeyFile.wrap(
        key,
        password(password),
        CHEAP,
        "2026-11-22T12:21:42.356102468Z",
        "root",
        "höst\"\\<&>\u2028\u0001",
        RANDOM);
  }

  private static MasterKey opened(Unlock unlock) {
    assertThat(unlock).isInstanceOf(Unlock.Opened.class);
    return ((Unlock.Opened) unlock).key();
  }

  @Test
  @Fact({"F4", "F5", "F6", "F8"})
  @DisplayName("F4, F5, F6, F8: opens restic's key file, and with the key restic's config")
  void opens_a_repository_of_restic() throws IOException {
    byte[] file = restic("key");

    MasterKey key = opened(KeyFile.decode(file).unlock(password("pässwörd")));

    assertThat(key).isEqualTo(MasterKey.decode(restic("masterkey.json")));
    assertThat(key.encode()).isEqualTo(restic("masterkey.json"));
    // this repository's r would not have been valid if it were masked
    assertThat(key.material()[48 + 3] & 0xf0).isNotZero();
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, RANDOM)) {
      assertThat(cipher.open(restic("config")))
          .asString(UTF_8)
          .contains("\"chunker_polynomial\":\"3820f4f4ac1b4f\"");
      byte[] snapshot = restic("snapshot");
      assertThat(cipher.open(snapshot)).startsWith(2, 0x28, 0xb5, 0x2f, 0xfd);
      assertThat(new SnapshotId(Sha256.of(snapshot)).hex()).startsWith("f5d7546d");
    }
  }

  @Test
  @Fact("F4")
  @DisplayName("F4: the fields in restic's order, named by the hash of the bytes")
  void writes_the_bytes_that_restic_wrote() throws IOException {
    byte[] file = restic("key");

    KeyFile decoded = KeyFile.decode(file);

    assertThat(decoded.encode()).isEqualTo(file);
    assertThat(new KeyId(Sha256.of(decoded.encode())).hex())
        .isEqualTo("4416a59f5dbf8d7ff0672304a5c89ebd0613888a59e52b02dde36aaf430648da");
    assertThat(decoded.created()).isEqualTo("2026-11-22T12:21:42.356102468Z");
    assertThat(decoded.username()).isEqualTo("root");
    assertThat(decoded.scrypt()).isEqualTo(ScryptParameters.DEFAULT);
  }

  @Test
  void opens_a_repository_of_restic_without_a_password() throws IOException {
    KeyFile file = KeyFile.decode(restic("key-of-no-password"));

    assertThat(opened(file.unlock(password("")))).isNotNull();
    assertThat(file.unlock(password("x"))).isInstanceOf(Unlock.WrongPassword.class);
  }

  @Test
  void another_password_is_wrong() throws IOException {
    KeyFile file = KeyFile.decode(restic("key"));

    assertThat(file.unlock(password("pässwörd\n"))).isInstanceOf(Unlock.WrongPassword.class);
  }

  @Test
  void opens_what_it_wrapped() throws MalformedException {
    MasterKey key = MasterKey.generate(RANDOM);

    KeyFile file = KeyFile.decode(wrapped(key, "one").encode());

    assertThat(opened(file.unlock(password("one")))).isEqualTo(key);
    assertThat(file.unlock(password("two"))).isInstanceOf(Unlock.WrongPassword.class);
    assertThat(file.hostname()).isEqualTo("höst\"\\<&>\u2028\u0001");
    assertThat(wrapped(key, "one").salt()).isNotEqualTo(file.salt());
  }

  @Test
  @Fact("F6")
  @DisplayName("F6: 64 bytes of scrypt are the AES key, k and r")
  void cuts_the_user_key_in_restics_order() {
    byte[] salt = new byte[64];
    byte[] expected = SCrypt.generate("one".getBytes(UTF_8), salt, 16, 8, 1, 64);

    try (MasterKey user = Scrypt.derive(password("one"), salt, CHEAP)) {
      assertThat(user.material()).isEqualTo(expected);
    }
  }

  @Test
  @Fact({"F5", "F7"})
  @DisplayName("F5, F7: what restic gives up at is no wrong password")
  void tells_the_unsupported_from_a_wrong_password() {
    KeyFile file = wrapped(MasterKey.generate(RANDOM), "one");
    String shortSalt = Base64.getEncoder().encodeToString(new byte[63]);

    assertUnsupported(with(file, "argon2id", CHEAP, file.salt(), file.data()), "argon2id");
    assertUnsupported(with(file, "scrypt", CHEAP, shortSalt, file.data()), "63 bytes");
    assertUnsupported(with(file, "scrypt", CHEAP, "?", file.data()), "Base64");
    assertUnsupported(with(file, "scrypt", CHEAP, file.salt(), "AAAA"), "3 bytes");
    assertUnsupported(
        with(file, "scrypt", new ScryptParameters(1 << 30, 8, 1), file.salt(), file.data()),
        "memory");
    assertUnsupported(
        with(file, "scrypt", new ScryptParameters(0, 0, 0), file.salt(), file.data()),
        "power of two");
  }

  private static KeyFile with(
      KeyFile file, String kdf, ScryptParameters cost, String salt, String data) {
    return new KeyFile(file.created(), file.username(), file.hostname(), kdf, cost, salt, data);
  }

  private static void assertUnsupported(KeyFile file, String why) {
    assertThat(file.unlock(password("one")))
        .isInstanceOfSatisfying(
            Unlock.Unsupported.class, unsupported -> assertThat(unsupported.why()).contains(why));
  }

  @Test
  void says_when_the_password_fits_but_the_key_inside_is_malformed() {
    byte[] salt = new byte[64];
    KeyFile file = wrapped(MasterKey.generate(RANDOM), "one");
    try (MasterKey user = Scrypt.derive(password("one"), salt, CHEAP);
        AuthenticatedCipher cipher = new AuthenticatedCipher(user, RANDOM)) {
      Base64.Encoder base64 = Base64.getEncoder();
      String data = base64.encodeToString(cipher.seal("{\"mac\":{}}".getBytes(UTF_8)));

      assertUnsupported(
          with(file, "scrypt", CHEAP, base64.encodeToString(salt), data), "the password fits, but");
    }
  }

  @Test
  void refuses_to_wrap_at_a_cost_it_would_not_unlock() {
    MasterKey key = MasterKey.generate(RANDOM);

    assertThatThrownBy(() ->
            KeyFile.wrap(key, password("one"), new ScryptParameters(3, 8, 1), "", "", "", RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power of two");
  }

  @Test
  void skips_unknown_fields_and_takes_absent_ones_as_empty() throws MalformedException {
    KeyFile file =
        KeyFile.decode("{\"x\":{\"kdf\":[1]},\"kdf\":\"kms\",\"data\":null}".getBytes(UTF_8));

    assertThat(file.kdf()).isEqualTo("kms");
    assertThat(file.username()).isEmpty();
    assertThat(file.data()).isEmpty();
    assertUnsupported(file, "kms");
  }

  @Test
  void refuses_what_is_no_key_file() {
    for (String json :
        new String[] {
          "",
          "[]",
          "{",
          "{}x",
          "{}{}",
          "{\"N\":1.5}",
          "{\"N\":99999999999}",
          "{\"N\":\"1\"}",
          "{\"salt\":7}",
          " ".repeat(70_000) + "{}"
        }) {
      assertThatThrownBy(() -> KeyFile.decode(json.getBytes(UTF_8)))
          .as(json.strip())
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void any_damage_gives_a_file_or_a_malformed_exception() throws IOException {
    byte[] json = restic("key");
    Property.check(
        3000,
        random -> {
          byte[] damaged = Arrays.copyOf(json, json.length - random.nextInt(3));
          for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
          }
          try {
            assertThat(KeyFile.decode(damaged).encode()).isNotEmpty();
          } catch (MalformedException expected) {
            assertThat(expected).hasMessageContaining("key file");
          }
        });
  }
}
