package io.holdfast.repository;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackInventory;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.Set;

/** Finds the packs that a loaded index names and that the store has no more. */
final class LostPacks {
  private LostPacks() {}

  /**
   * The packs that are not there, or not whole.
   *
   * <p>That a pack is not listed proves nothing, so the store is asked for it by name.
   */
  static Set<PackId> find(ObjectStore store, BlobIndex index) throws IOException {
    PackInventory inventory = new PackInventory(index);
    store.list(ObjectKind.PACK, (name, size) -> inventory.listed(new PackId(name.hash()), size));
    for (PackId pack : inventory.notShown()) {
      try {
        inventory.listed(pack, store.size(ObjectName.of(ObjectKind.PACK, pack.hash())));
      } catch (NoSuchObjectException lost) {
        // It stays among those that were not shown.
      }
    }
    return inventory.notShown();
  }
}
