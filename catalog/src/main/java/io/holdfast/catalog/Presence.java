package io.holdfast.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whether the catalog that is open still is what lies in its place: a file that was removed goes on
 * as long as it is open, and tables that were emptied take new rows. Thread-safe.
 */
final class Presence {
  private static final String ID = "select id from catalog_id";

  private final @Nullable Path file;
  private final @Nullable Object key;
  private volatile Optional<String> id;

  private Presence(@Nullable Path file, @Nullable Object key, Optional<String> id) {
    this.file = file;
    this.key = key;
    this.id = id;
  }

  /**
   * That of a catalog that was just opened.
   *
   * @param file of an embedded one
   */
  static Presence of(@Nullable Path file, Handle handle) throws IOException {
    return new Presence(file, file == null ? null : key(file), id(handle));
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  static Optional<String> id(Handle handle) {
    return handle.createQuery(ID).mapTo(String.class).findOne();
  }

  /** It has another id from now on, by us. */
  void renamed(String to) {
    id = Optional.of(to);
  }

  /**
   * Looks.
   *
   * @throws IOException when it is gone
   */
  void require(Handle handle) throws IOException {
    requireFile();
    if (!id(handle).equals(id)) {
      throw gone("its tables were emptied or exchanged");
    }
  }

  /**
   * Looks for the file alone.
   *
   * @throws IOException when it is gone
   */
  void requireFile() throws IOException {
    if (file != null && !isTheFile(file)) {
      throw gone(file + " was removed or exchanged");
    }
  }

  private boolean isTheFile(Path file) throws IOException {
    try {
      return Objects.equals(key, key(file));
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  private static IOException gone(String how) {
    return new IOException(
        "the catalog was lost while it was open: %s, and nothing is written into it any more; stop what has it open, then put it back or bring it back with 'holdfast catalog rebuild'"
            .formatted(how));
  }
}
