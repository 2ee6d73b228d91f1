package io.holdfast.cli.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Expands {@code *}, {@code ?} and {@code [a-z]} in a path, as a shell does. */
final class PathPattern {
  private PathPattern() {}

  /** The paths that match, sorted; none when there is nothing. */
  static List<String> expand(String pattern) throws IOException {
    var found = List.of(pattern.startsWith("/") ? "/" : "");
    for (var component : pattern.split("/+", -1)) {
      if (!component.isEmpty()) {
        var directories =
            found.stream()
                .map(path -> path.isEmpty() || path.endsWith("/") ? path : path + "/")
                .toList();
        found = next(directories, component);
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<String> next(List<String> directories, String component) throws IOException {
    var found = new ArrayList<String>();
    for (var directory : directories) {
      if (!component.matches(".*[*?\\[].*")) {
        if (Files.exists(Path.of(directory + component), LinkOption.NOFOLLOW_LINKS)) {
          found.add(directory + component);
        }
      } else if (Files.isDirectory(Path.of(directory.isEmpty() ? "." : directory))) {
        found.addAll(matching(directory, component));
      }
    }
    return found;
  }

  private static List<String> matching(String directory, String component) throws IOException {
    var glob = component.replaceAll("([{}\\\\])", "\\\\$1");
    var found = new ArrayList<String>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(Path.of(directory.isEmpty() ? "." : directory), glob)) {
      for (var entry : entries) {
        found.add(directory + entry.getFileName());
      }
    }
    return found;
  }
}
