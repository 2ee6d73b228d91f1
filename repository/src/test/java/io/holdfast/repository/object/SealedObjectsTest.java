package io.holdfast.repository.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.FlickeringObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SealedObjectsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] JSON = "{\"some\":\"json\"}".getBytes(UTF_8);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final MasterKey key = MasterKey.generate(RANDOM);
  private final SealedObjects objects = new SealedObjects(store, key, RANDOM);

  @Test
  @Fact("F1")
  void the_config_is_sealed_without_compression_and_named_by_no_hash() throws IOException {
    objects.saveConfig(JSON);

    assertThat(plainOf(ObjectName.CONFIG)).isEqualTo(JSON);
    assertThat(objects.load(ObjectName.CONFIG)).isEqualTo(JSON);
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"INDEX", "SNAPSHOT", "LOCK"})
  @Fact({"F10", "F11"})
  void other_objects_are_wrapped_and_named_by_the_hash_of_their_sealed_bytes(ObjectKind kind)
      throws IOException {
    var name = objects.save(kind, JSON);

    assertThat(name.hash()).isEqualTo(Sha256.of(sealedOf(name)));
    assertThat(plainOf(name)[0]).isEqualTo((byte) 2);
    assertThat(objects.load(name)).isEqualTo(JSON);
  }

  @Test
  @Fact("F10")
  void plain_json_is_read_as_well() throws IOException {
    byte[] sealed;
    try (var cipher = new AuthenticatedCipher(key, RANDOM)) {
      sealed = cipher.seal(JSON);
    }
    var name = ObjectName.of(ObjectKind.SNAPSHOT, Sha256.of(sealed));
    store.put(name, ObjectContent.of(sealed));

    assertThat(objects.load(name)).isEqualTo(JSON);
  }

  @Test
  @Fact("F11")
  void bytes_under_another_name_are_refused_though_they_authenticate() throws IOException {
    var sealed = sealedOf(objects.save(ObjectKind.SNAPSHOT, JSON));
    var other = ObjectName.of(ObjectKind.SNAPSHOT, Sha256.of(JSON));
    store.put(other, ObjectContent.of(sealed));

    assertThatThrownBy(() -> objects.load(other))
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining("is not its name");
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"INDEX", "SNAPSHOT", "LOCK"})
  void what_changed_on_its_way_is_read_again(ObjectKind kind) throws IOException {
    var name = objects.save(kind, JSON);
    objects.saveConfig(JSON);
    var flickering = new SealedObjects(new FlickeringObjectStore(store, 2), key, RANDOM);

    assertThat(flickering.load(name)).isEqualTo(JSON);
    assertThat(flickering.load(ObjectName.CONFIG)).isEqualTo(JSON);
  }

  private byte[] sealedOf(ObjectName name) throws IOException {
    return store.read(name, 0, (int) store.size(name));
  }

  private byte[] plainOf(ObjectName name) throws IOException {
    try (var cipher = new AuthenticatedCipher(key, RANDOM)) {
      return cipher.open(sealedOf(name));
    }
  }
}
