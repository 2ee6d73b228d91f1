package io.holdfast.host.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What says that the catalog of a state has had something, and which one it is: the id of the
 * catalog and a line feed. It was empty before catalogs had ids.
 */
public final class BegunFile {
  private static final int LARGEST = 64;

  private final Path path;

  BegunFile(Path directory) {
    this.path = directory.resolve("begun");
  }

  public Path path() {
    return path;
  }

  /** Also when it may not be looked at: whoever reads it is told so. */
  public boolean isThere() {
    return !Files.notExists(path);
  }

  /** The id of the catalog; empty when there is none yet, or when nobody noted it. */
  public Optional<String> catalog() throws IOException {
    return PrivateFile.read(path, LARGEST)
        .map(content -> new String(content, US_ASCII).strip())
        .filter(Predicate.not(String::isEmpty));
  }

  /**
   * Notes which catalog this state has; nothing while that has nothing.
   *
   * <p>A catalog that has nothing later is lost, and one with another id is another one.
   */
  public void note(Catalog catalog) throws IOException {
    if (catalog.isUnused()) {
      Files.deleteIfExists(path);
    } else if (catalog().isEmpty()) {
      Optional<String> id = catalog.id();
      if (id.isPresent()) {
        PrivateFile.write(path, (id.get() + "\n").getBytes(US_ASCII));
      }
    }
  }
}
