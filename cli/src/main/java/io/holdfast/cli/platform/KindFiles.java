package io.holdfast.cli.platform;

import io.holdfast.api.platform.KindSource;
import io.holdfast.cli.console.StopException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Files that declare kinds. */
public final class KindFiles {
  /** A file of kinds is read whole, and refused when it is larger than all of them may be. */
  private static final long LARGEST = 16L << 20;

  private KindFiles() {}

  /**
   * The texts of files; of a directory, those that end with .yaml, .yml or .json.
   *
   * @throws StopException when there is none
   */
  public static List<KindSource> read(List<Path> files) throws IOException {
    var sources = new ArrayList<KindSource>();
    for (var file : files) {
      if (Files.isDirectory(file)) {
        try (var entries = Files.list(file)) {
          for (var entry : entries.filter(KindFiles::isDocument).sorted().toList()) {
            sources.add(source(entry));
          }
        }
      } else {
        sources.add(source(file));
      }
    }
    if (sources.isEmpty()) {
      throw StopException.usage(
          "there is nothing to apply in %s: expected files that end with .yaml, .yml or .json"
              .formatted(files.getFirst()));
    }
    return sources;
  }

  private static boolean isDocument(Path file) {
    var name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static KindSource source(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw StopException.usage("%s is too large for a file of kinds".formatted(file));
    }
    var directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has one");
    return new KindSource(file.toString(), directory.toString(), text(file));
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException malformed) {
      throw StopException.usage("%s is not UTF-8: expected text of kinds".formatted(file));
    }
  }
}
