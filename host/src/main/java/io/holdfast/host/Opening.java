package io.holdfast.host;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.state.BegunFile;
import io.holdfast.host.state.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a machine on its state. */
final class Opening {
  private static final String REBUILD =
      "holdfast catalog rebuild --repo LOCATION --password-file FILE";

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
      catalog = Catalog.open(place);
      refuseLost(catalog, place, state);
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
   * An empty catalog in the place of a lost one would say that nothing was ever protected, and
   * another machine's would protect what is not here.
   */
  private static void refuseLost(Catalog catalog, CatalogLocation place, StateDirectory state)
      throws IOException {
    BegunFile begun = state.begun();
    if (catalog.isUnused() && begun.isThere()) {
      throw new IOException(
          "the catalog of this machine is lost, or another one: %s has nothing in it; bring it back with '%s', or name the one that has it with --catalog; to begin with nothing, remove %s"
              .formatted(words(place), REBUILD, begun.path()));
    }
    Optional<String> expected = begun.catalog();
    if (expected.isPresent() && !expected.equals(catalog.id())) {
      throw new IOException(
          "%s has another catalog (%s) than that of this machine (%s): put the right one back, or name it with --catalog; when it is lost, bring it back with '%s' after this one was moved away; to take this one, remove %s"
              .formatted(
                  words(place),
                  catalog.id().orElse("none"),
                  expected.get(),
                  REBUILD,
                  begun.path()));
    }
    begun.note(catalog);
  }

  private static String words(CatalogLocation place) {
    return switch (place) {
      case CatalogLocation.Embedded(Path directory) -> directory.toString();
      case CatalogLocation.Server _ -> "the PostgreSQL database";
    };
  }
}
