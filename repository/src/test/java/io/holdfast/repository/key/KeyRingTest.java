package io.holdfast.repository.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.store.FlickeringObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ScryptParameters CHEAP = new ScryptParameters(2, 1, 1);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final KeyRing keys = new KeyRing(store);
  private final MasterKey master = MasterKey.generate(RANDOM);

  @Test
  void opens_by_whichever_key_file_the_password_fits() throws IOException {
    add("one");
    KeyId two = add("two");

    assertThat(open("two", Optional.empty()))
        .isInstanceOfSatisfying(
            KeyRing.Opening.Opened.class,
            opened -> {
              assertThat(opened.id()).isEqualTo(two);
              assertThat(opened.key()).isEqualTo(master);
            });
    assertThat(open("three", Optional.empty()))
        .isEqualTo(new KeyRing.Opening.NoneFits(2, List.of()));
  }

  @Test
  @Fact("F4")
  void names_a_key_file_by_the_hash_of_its_bytes() throws IOException {
    KeyId id = add("one");
    ObjectName name = ObjectName.of(ObjectKind.KEY, id.hash());

    assertThat(Sha256.of(store.read(name, 0, (int) store.size(name)))).isEqualTo(id.hash());
    assertThat(keys.list()).containsOnlyKeys(id);
  }

  @Test
  @Fact("F7")
  void passes_over_key_files_of_another_kind_and_damaged_ones_and_says_so() throws IOException {
    plant("{\"kdf\":\"argon2id\",\"N\":1,\"r\":1,\"p\":1,\"salt\":\"\",\"data\":\"\"}");
    plant("no JSON");
    store.plant("keys/" + "ab".repeat(32), new byte[10]);
    store.plant("keys/" + "cd".repeat(32), new byte[(64 << 10) + 1]);
    assertThat(open("one", Optional.empty()))
        .isInstanceOfSatisfying(
            KeyRing.Opening.NoneFits.class, none -> assertThat(none.tried()).isZero());
    add("one");

    assertThat(open("one", Optional.empty())).isInstanceOf(KeyRing.Opening.Opened.class);
    assertThat(open("other", Optional.empty()))
        .isInstanceOfSatisfying(
            KeyRing.Opening.NoneFits.class,
            none ->
                assertThat(none.unusable())
                    .hasSize(4)
                    .anySatisfy(why -> assertThat(why).contains("'argon2id', expected scrypt"))
                    .anySatisfy(why -> assertThat(why).contains("does not begin as a JSON object"))
                    .anySatisfy(why -> assertThat(why).contains("SHA-256 of its bytes"))
                    .anySatisfy(why -> assertThat(why).contains("65537 bytes")));
  }

  @Test
  @Fact("F7")
  void tries_twenty_key_files_and_the_hinted_one_first() throws IOException {
    for (int i = 0; i < KeyRing.MOST_TRIED + 10; i++) {
      add("other " + i);
    }
    KeyId last = last();
    KeyId mine = add("mine");
    while (mine.compareTo(last) < 0) {
      keys.remove(mine);
      mine = add("mine");
    }

    assertThat(open("mine", Optional.empty()))
        .isInstanceOfSatisfying(
            KeyRing.Opening.NoneFits.class,
            none -> assertThat(none.unusable()).singleElement().asString().contains("--key-hint"));
    assertThat(open("mine", Optional.of(mine.hex().substring(0, 20))))
        .isInstanceOf(KeyRing.Opening.Opened.class);
  }

  private KeyId last() throws IOException {
    return keys.list().keySet().stream().max(KeyId::compareTo).orElseThrow();
  }

  @Test
  void reads_a_key_file_once_more_that_changed_on_its_way() throws IOException {
    KeyId id = add("one");

    try (Password secret = password("one")) {
      assertThat(new KeyRing(new FlickeringObjectStore(store)).open(secret, Optional.empty()))
          .isInstanceOfSatisfying(
              KeyRing.Opening.Opened.class, opened -> assertThat(opened.id()).isEqualTo(id));
    }
  }

  @Test
  void a_list_with_a_damaged_key_file_names_it() {
    String path = "keys/" + "ab".repeat(32);
    store.plant(path, new byte[10]);

    assertThatThrownBy(keys::list)
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining(path);
  }

  private KeyId add(String password) throws IOException {
    try (Password secret = password(password)) {
      return keys.add(
          KeyFile.wrap(master, secret, CHEAP, "2026-01-01T00:00:00Z", "user", "host", RANDOM));
    }
  }

  private void plant(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    store.plant("keys/" + Sha256.of(bytes).hex(), bytes);
  }

  private KeyRing.Opening open(String password, Optional<String> hint) throws IOException {
    try (Password secret = password(password)) {
      return keys.open(secret, hint);
    }
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
