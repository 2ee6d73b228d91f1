package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class MemoryObjectStoreTest extends ObjectStoreContract {
  private final MemoryObjectStore memory = new MemoryObjectStore();

  @Override
  protected ObjectStore open() {
    return memory;
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    memory.plant(path, bytes);
  }

  @Test
  void a_copy_goes_its_own_way() throws IOException {
    ObjectName before = put(ObjectKind.PACK, bytes(10));
    MemoryObjectStore copy = memory.copy();

    ObjectName after = put(ObjectKind.PACK, bytes(10));
    copy.delete(before);

    assertThat(memory.size(before)).isEqualTo(10);
    assertThatThrownBy(() -> copy.size(after)).isInstanceOf(NoSuchObjectException.class);
  }
}
