package io.holdfast.repository.store.dry;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DryRunObjectStoreTest {
  private static final ObjectName FIRST = new ObjectName(ObjectKind.SNAPSHOT, "0".repeat(64));
  private static final ObjectName SECOND = new ObjectName(ObjectKind.SNAPSHOT, "1".repeat(64));

  private final MemoryObjectStore real = new MemoryObjectStore();
  private final DryRunObjectStore dry = new DryRunObjectStore(real);

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
  }

  private static List<ObjectName> names(ObjectStore store) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(ObjectKind.SNAPSHOT, (name, _) -> names.add(name));
    return names;
  }
}
