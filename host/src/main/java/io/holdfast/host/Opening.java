package io.holdfast.host;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.state.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens a machine on its state. */
final class Opening {
  private Opening() {}

  /**
   * Opens one.
   *
   * @param owned is closed with the machine, or when there is none
   * @param location where the catalog is; in the state when absent
   */
  static Machine of(
      Closeable owned,
      StateDirectory state,
      @Nullable CatalogLocation location,
      Equipment equipment)
      throws IOException {
    @Nullable Catalog catalog = null;
    boolean done = false;
    try {
      CatalogLocation place = place(location, state);
      refuseLost(place, state);
      catalog = Catalog.open(place);
      Machine machine = new Machine(owned, state, catalog, equipment);
      done = true;
      return machine;
    } finally {
      if (!done) {
        try (owned) {
          if (catalog != null) {
            catalog.close();
          }
        }
      }
    }
  }

  static CatalogLocation place(@Nullable CatalogLocation asked, StateDirectory state) {
    return asked == null ? new CatalogLocation.Embedded(state.catalog()) : asked;
  }

  /**
   * The key is made once the catalog is there. A key without one means that it is lost, or
   * elsewhere: an empty one in its place would say that nothing was ever protected.
   */
  private static void refuseLost(CatalogLocation place, StateDirectory state) throws IOException {
    if (place instanceof CatalogLocation.Embedded embedded
        && !embedded.isThere()
        && state.hasWriterKey()) {
      throw new IOException(
          "the catalog of this machine is not in %s: bring it back with 'holdfast catalog rebuild', or name the PostgreSQL database that it is in with --catalog"
              .formatted(embedded.directory()));
    }
  }
}
