package io.holdfast.repository.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.StoppingObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyChangesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyAuthor AUTHOR =
      new KeyAuthor(
          "user", "host", new ScryptParameters(1024, 8, 1), RANDOM, InstantSource.system());

  private final MemoryObjectStore store = new MemoryObjectStore();

  KeyChangesTest() throws IOException {
    var _ = new SnapshotFixture(store);
  }

  private interface Change<T> {
    T apply(KeyChanges changes, RepositoryLock lock) throws IOException;
  }

  private static <T> T with(ObjectStore store, String text, boolean exclusive, Change<T> change)
      throws IOException {
    try (Password password = password(text);
        Repository repository =
            ((Opening.Opened) Opening.open(store, password, Optional.empty(), RANDOM))
                .repository();
        RepositoryLock lock = SnapshotFixture.lock(repository, exclusive)) {
      return change.apply(
          new KeyChanges(repository.keys(), repository.keyId(), repository.key(), AUTHOR), lock);
    }
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean opens(String text) throws IOException {
    try (Password password = password(text)) {
      return Opening.open(store, password, Optional.empty(), RANDOM) instanceof Opening.Opened;
    }
  }

  private KeyId add(String text) throws IOException {
    return with(
        store,
        "secret",
        false,
        (changes, lock) -> {
          try (Password other = password(text)) {
            return changes.add(other, lock);
          }
        });
  }

  @Test
  void an_added_password_opens_the_repository_beside_the_old_one() throws IOException {
    add("other");

    assertThat(opens("other")).isTrue();
    assertThat(opens("secret")).isTrue();
  }

  @Test
  void a_removed_password_opens_nothing() throws IOException {
    KeyId other = add("other");

    KeyRemoval removal =
        with(store, "secret", true, (keys, lock) -> keys.remove(other.hex().substring(0, 9), lock));

    assertThat(removal).isEqualTo(new KeyRemoval.Removed(other));
    assertThat(opens("other")).isFalse();
    assertThat(opens("secret")).isTrue();
  }

  @Test
  void never_removes_the_key_in_use_nor_what_it_cannot_tell() throws IOException {
    KeyId own = new KeyRing(store).ids().getFirst();
    add("other");

    assertThat(remove(own.hex())).isEqualTo(new KeyRemoval.InUse(own));
    assertThat(remove("xyz")).isEqualTo(new KeyRemoval.NoSuch("xyz"));
    assertThat(remove("")).isEqualTo(new KeyRemoval.NoSuch(""));
    assertThat(new KeyRing(store).ids()).hasSize(2);
  }

  private KeyRemoval remove(String wanted) throws IOException {
    return with(store, "secret", true, (keys, lock) -> keys.remove(wanted, lock));
  }

  @Test
  void does_not_remove_the_last_one_when_its_own_is_gone_meanwhile() throws IOException {
    KeyId own = new KeyRing(store).ids().getFirst();
    KeyId other = add("other");

    assertThatThrownBy(() ->
            with(
                store,
                "secret",
                true,
                (keys, lock) -> {
                  store.delete(ObjectName.of(ObjectKind.KEY, own.hash()));
                  return keys.remove(other.hex(), lock);
                }))
        .isInstanceOf(IOException.class);
    assertThat(opens("other")).isTrue();
  }

  @Test
  void removing_and_changing_want_nobody_else_there() throws IOException {
    KeyId other = add("other");

    assertThatThrownBy(
            () -> with(store, "secret", false, (keys, lock) -> keys.remove(other.hex(), lock)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_more_passwords_than_anybody_tries() throws IOException {
    for (int i = 1; i < KeyRing.MOST_TRIED; i++) {
      add("password " + i);
    }

    assertThatThrownBy(() -> add("one more"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("20");
  }

  @Test
  void a_changed_password_takes_the_place_of_the_old_one() throws IOException {
    change(store);

    assertThat(opens("new")).isTrue();
    assertThat(opens("secret")).isFalse();
    assertThat(new KeyRing(store).ids()).hasSize(1);
  }

  private static KeyId change(ObjectStore store) throws IOException {
    return with(
        store,
        "secret",
        true,
        (changes, lock) -> {
          try (Password other = password("new")) {
            return changes.change(other, lock);
          }
        });
  }

  @Test
  void a_change_that_is_killed_leaves_one_of_both_passwords() throws IOException {
    MemoryObjectStore before = store.copy();
    StoppingObjectStore counting = new StoppingObjectStore(before.copy());
    change(counting);

    for (int call = 1; call <= counting.calls(); call++) {
      for (boolean takesEffect : new boolean[] {false, true}) {
        MemoryObjectStore copy = before.copy();
        try {
          change(new StoppingObjectStore(copy, call, takesEffect));
        } catch (IOException killed) {
          // as it should be; giving the lock back may be the call that fails
        }
        try (Password old = password("secret");
            Password other = password("new")) {
          assertThat(
                  Opening.open(copy, old, Optional.empty(), RANDOM) instanceof Opening.Opened
                      || Opening.open(copy, other, Optional.empty(), RANDOM)
                          instanceof Opening.Opened)
              .as("killed at call %d", call)
              .isTrue();
        }
      }
    }
  }
}
