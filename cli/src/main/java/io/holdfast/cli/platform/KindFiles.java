package io.holdfast.cli.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.platform.KindSource;
import io.holdfast.cli.console.StopException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Files that declare kinds. */
public final class KindFiles {
  /** A file of kinds is read whole, and refused when it is larger than all of them may be. */
  private static final int LARGEST = 16 << 20;

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
    var directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has one");
    return new KindSource(file.toString(), directory.toString(), text(file));
  }

  private static String text(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      // What is no file, such as a device, has no size before it is read.
      var bytes = content.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw StopException.usage(
            "%s is too large for a file of kinds: expected at most 16 MiB".formatted(file));
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw StopException.usage("%s is not UTF-8: expected text of kinds".formatted(file));
    }
  }
}
