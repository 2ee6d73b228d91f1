package io.holdfast.repository.store.dry;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DryRunObjectStoreTest {
  private static final ObjectName FIRST = new ObjectName(ObjectKind.SNAPSHOT, "0".repeat(64));
  private static final ObjectName SECOND = new ObjectName(ObjectKind.SNAPSHOT, "1".repeat(64));

  private final MemoryObjectStore real = new MemoryObjectStore();
  private final DryRunObjectStore dry = new DryRunObjectStore(real, () -> Instant.EPOCH);

  @Test
  void what_is_deleted_stays_and_is_listed_no_more() throws IOException {
    real.put(FIRST, ObjectContent.of(new byte[1]));
    real.put(SECOND, ObjectContent.of(new byte[1]));

    dry.near().delete(FIRST);

    assertThat(names(dry)).containsExactly(SECOND);
    assertThat(names(real)).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void what_is_put_is_thrown_away() throws IOException {
    dry.put(FIRST, ObjectContent.of(new byte[1]));

    assertThat(names(real)).isEmpty();
    assertThat(names(dry)).isEmpty();
    assertThat(dry.exists(FIRST)).isTrue();
    assertThat(dry.exists(SECOND)).isFalse();

    dry.delete(FIRST);

    assertThat(dry.exists(FIRST)).isFalse();
  }

  @Test
  void nothing_is_written_to_tell_the_time() throws IOException {
    assertThat(dry.near().clock()).isEqualTo(Instant.EPOCH);
  }

  private static List<ObjectName> names(ObjectStore store) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(ObjectKind.SNAPSHOT, (name, _) -> names.add(name));
    return names;
  }
}
