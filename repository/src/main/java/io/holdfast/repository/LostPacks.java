package io.holdfast.repository;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackInventory;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.Set;

/** Finds the packs that a loaded index names and that the store has no more. */
final class LostPacks {
  private static final int ASKED_AT_ONCE = 8;

  private LostPacks() {}

  /**
   * The packs that are not there, or not whole.
   *
   * <p>That a pack is not listed proves nothing, so the store is asked for it by name.
   */
  static Set<PackId> find(ObjectStore store, BlobIndex index) throws IOException {
    PackInventory inventory = new PackInventory(index);
    store.list(ObjectKind.PACK, (name, size) -> inventory.listed(new PackId(name.hash()), size));
    try (Tasks tasks = Tasks.waiting("packs", ASKED_AT_ONCE, ASKED_AT_ONCE)) {
      for (PackId pack : inventory.notShown()) {
        tasks.submit(() -> ask(store, pack, inventory));
      }
      tasks.join();
    }
    return inventory.notShown();
  }

  private static void ask(ObjectStore store, PackId pack, PackInventory inventory)
      throws IOException {
    long size;
    try {
      size = store.size(ObjectName.of(ObjectKind.PACK, pack.hash()));
    } catch (NoSuchObjectException lost) {
      return;
    }
    synchronized (inventory) {
      inventory.listed(pack, size);
    }
  }
}
