package io.holdfast.host.recovery;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogContents;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.catalog.KindRows;
import io.holdfast.host.state.BegunFile;
import io.holdfast.host.state.OwnDirectory;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The catalog that is there when a rebuild begins, as far as it can be read. */
final class FormerCatalog implements AutoCloseable {
  private final CatalogLocation location;
  private final Consumer<String> warnings;
  private final BegunFile begun;
  private final boolean isEmpty;
  private @Nullable Catalog catalog;

  private FormerCatalog(
      CatalogLocation location,
      BegunFile begun,
      Consumer<String> warnings,
      @Nullable Catalog catalog,
      boolean isEmpty) {
    this.location = location;
    this.begun = begun;
    this.warnings = warnings;
    this.catalog = catalog;
    this.isEmpty = isEmpty;
  }

  /**
   * Opens it; makes an empty one where there is none.
   *
   * @param begun says which one is expected
   * @param warnings is told of what cannot be read
   * @throws IOException when a database server does not take us: nothing can be put in its place
   */
  static FormerCatalog open(CatalogLocation location, BegunFile begun, Consumer<String> warnings)
      throws IOException {
    Catalog opened;
    try {
      opened = Catalog.open(location);
    } catch (IOException damaged) {
      if (location instanceof CatalogLocation.Server) {
        throw damaged;
      }
      warnings.accept("the catalog that was there does not open: " + damaged.getMessage());
      return new FormerCatalog(location, begun, warnings, null, true);
    }
    boolean done = false;
    try {
      FormerCatalog former = new FormerCatalog(location, begun, warnings, opened, opened.isEmpty());
      done = true;
      return former;
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  /** Whether it opens, or did not exist. */
  boolean opens() {
    return catalog != null;
  }

  /** Whether it opens and has something. */
  boolean isInUse() {
    return catalog != null && !isEmpty;
  }

  /** Whether it is that of another state: nothing of it belongs here, nor may it be overwritten. */
  boolean isAnother() throws IOException {
    Optional<String> expected = begun.catalog();
    return catalog != null
        && expected.isPresent()
        && !catalog.isUnused()
        && catalog.id().filter(Predicate.not(expected.get()::equals)).isPresent();
  }

  private interface Query<T> {
    List<T> of(Catalog open) throws IOException;
  }

  private <T> List<T> ask(Query<T> query) {
    if (catalog == null) {
      return List.of();
    }
    try {
      return query.of(catalog);
    } catch (IOException damaged) {
      warnings.accept("of the catalog that was there: " + damaged.getMessage());
      return List.of();
    }
  }

  List<KindRows.Applied> kinds() {
    return ask(open -> open.kinds().all());
  }

  /** The id of a repository; empty when it has nothing of it. */
  Optional<String> id(String repository) {
    return ask(open -> open.repositories().of(repository).stream().toList()).stream().findFirst();
  }

  List<LedgerLine> lines() {
    return ask(open -> open.ledger().lines());
  }

  List<KeptFact> kept(LedgerLine line) {
    return ask(open -> open.ledger().kept(line));
  }

  /**
   * Puts all this in its place, in one step; it is the catalog of this state from then on.
   *
   * @return the catalog, which is closed with this
   */
  Catalog replace(CatalogContents contents) throws IOException {
    if (catalog != null) {
      put(contents, catalog);
      return catalog;
    }
    Path directory = ((CatalogLocation.Embedded) location).directory().toAbsolutePath();
    Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
    OwnDirectory.remove(fresh);
    try (Catalog beside = Catalog.open(new CatalogLocation.Embedded(fresh))) {
      put(contents, beside);
    }
    Path above = Objects.requireNonNull(directory.getParent(), "a catalog is no root");
    try (Directory parent = Directory.open(BytePath.of(above.toString()))) {
      parent.exchange(name(fresh), parent, name(directory));
    }
    Path kept = directory.resolveSibling(directory.getFileName() + ".damaged");
    OwnDirectory.remove(kept);
    Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    warnings.accept(
        "what does not open is kept in %s; remove it when nobody needs it".formatted(kept));
    Catalog opened = Catalog.open(location);
    catalog = opened;
    return opened;
  }

  private void put(CatalogContents contents, Catalog into) throws IOException {
    Optional<String> expected = begun.catalog();
    if (expected.isPresent()) {
      into.identify(expected.get());
    }
    into.replace(contents);
  }

  private static byte[] name(Path path) {
    return BytePath.of(path.toString()).name();
  }

  @Override
  public void close() throws IOException {
    if (catalog != null) {
      catalog.close();
    }
  }
}
