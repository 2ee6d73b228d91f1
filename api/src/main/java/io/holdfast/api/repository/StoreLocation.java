package io.holdfast.api.repository;

import io.holdfast.api.value.Places;
import io.holdfast.schema.annotation.AsText;
import io.holdfast.schema.annotation.Doc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a repository's store is, in restic's notation.
 *
 * <p>A password in it is refused, and messages never show a text that may hold one.
 */
@Doc(
    "A store in restic's notation: a directory, rest:https://HOST/PATH or"
        + " s3:https://HOST/BUCKET/PATH.")
@AsText(expected = StoreLocation.EXPECTED)
public record StoreLocation(String text) {
  static final String EXPECTED =
      "a directory, rest:https://HOST/PATH or s3:https://HOST/BUCKET/PATH";

  private static final List<String> FOREIGN =
      List.of("sftp:", "azure:", "gs:", "b2:", "swift:", "rclone:");

  public StoreLocation {
    for (var kind : FOREIGN) {
      if (text.startsWith(kind)) {
        throw new IllegalArgumentException(
            "begins with %s, and there is no store of that kind here; run 'rclone serve restic' before it"
                .formatted(kind));
      }
    }
    if (isRemote(text)) {
      requireHost(text.substring(text.indexOf(':') + 1));
    } else {
      requireDirectory(text);
    }
  }

  private static boolean isRemote(String text) {
    return text.startsWith("rest:") || text.startsWith("s3:");
  }

  private static void requireHost(String place) {
    var afterScheme = place.replaceFirst("^https?://", "");
    var host = afterScheme.split("/", 2)[0];
    if (host.contains("@")) {
      throw new IllegalArgumentException(
          "holds a user or password; name where they are found in spec.credentials");
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException("names no host");
    }
  }

  private static void requireDirectory(String text) {
    if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*")) {
      throw new IllegalArgumentException(
          "begins with %s://, which is no store".formatted(text.split("://", 2)[0]));
    }
    if (directoryText(text).isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("names no directory");
    }
  }

  private static String directoryText(String text) {
    return text.startsWith("local:") ? text.substring("local:".length()) : text;
  }

  public static StoreLocation parse(String text) {
    return new StoreLocation(text);
  }

  /** The directory, when it is one of this machine. */
  public Optional<String> directory() {
    return isRemote(text) ? Optional.empty() : Optional.of(directoryText(text));
  }

  StoreLocation from(Path base) {
    return directory().map(path -> new StoreLocation(Places.from(base, path))).orElse(this);
  }

  @Override
  public String toString() {
    return text;
  }
}
