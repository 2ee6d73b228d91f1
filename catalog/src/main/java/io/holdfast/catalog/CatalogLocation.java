package io.holdfast.catalog;

import java.nio.file.Path;

/** Where a catalog is. */
public sealed interface CatalogLocation {
  /** In files of this machine, made when they are absent; one process at a time. */
  record Embedded(Path directory) implements CatalogLocation {}

  /**
   * In a PostgreSQL database.
   *
   * @param url for JDBC, which may hold a password: never printed
   */
  record Server(String url) implements CatalogLocation {
    @Override
    public String toString() {
      return "***";
    }
  }

  /**
   * Reads {@code postgresql://…} or a directory.
   *
   * @throws IllegalArgumentException when it is a URL of something else
   */
  static CatalogLocation parse(String text) {
    if (text.startsWith("postgresql://")) {
      return new Server("jdbc:" + text);
    }
    if (text.startsWith("jdbc:postgresql://")) {
      return new Server(text);
    }
    if (text.contains("://")) {
      throw new IllegalArgumentException(
          "there is no catalog at %s…: expected a directory or postgresql://host/database"
              .formatted(text.substring(0, text.indexOf("://") + 3)));
    }
    return new Embedded(Path.of(text));
  }
}
