package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The paths that a user named, as they will stand in the snapshot.
 *
 * @param root above all of them; named itself when that is {@code /}
 * @param texts the absolute paths, for the snapshot
 */
record Targets(Target root, List<String> texts) {
  Targets {
    texts = List.copyOf(texts);
  }

  /**
   * Lays out the paths, and looks whether they are there.
   *
   * @throws IOException when none of them is
   */
  static Targets of(List<BytePath> paths, BytePath workingDirectory, Recorder recorder)
      throws IOException {
    Target root = new Target(BytePath.of("/"));
    List<String> texts = new ArrayList<>();
    boolean any = false;
    for (BytePath path : paths) {
      BytePath absolute = workingDirectory.resolve(path).normalized();
      texts.add(text(absolute));
      try {
        requireThere(absolute);
      } catch (IOException missing) {
        recorder.failed(absolute, Reason.of(missing));
        continue;
      }
      any = true;
      add(root, absolute, namesOf(path));
    }
    if (!any) {
      throw new IOException(
          "nothing to back up: none of the paths is there (%s)"
              .formatted(String.join(", ", texts)));
    }
    return new Targets(root, texts.stream().sorted().distinct().toList());
  }

  /** A path for the snapshot: bytes that are no text become U+FFFD, as restic writes them. */
  static String text(BytePath path) {
    return NodeName.of(path.bytes()).text();
  }

  private static void requireThere(BytePath absolute) throws IOException {
    if (absolute.names().isEmpty()) {
      return;
    }
    try (Directory parent = Directory.open(absolute.parent())) {
      parent.status(absolute.name());
    }
  }

  /** The names under which a path stands: not those that lead up from the working directory. */
  private static List<byte[]> namesOf(BytePath path) {
    return path.normalized().names().stream()
        .filter(name ->
            !Arrays.equals(name, new byte[] {'.'}) && !Arrays.equals(name, new byte[] {'.', '.'}))
        .toList();
  }

  /** {@code .} and {@code ../..} have no name: what is in them is meant. */
  private static void add(Target root, BytePath absolute, List<byte[]> names) throws IOException {
    if (absolute.names().isEmpty()) {
      root.name();
    } else if (names.isEmpty()) {
      try (Directory open = Directory.open(absolute)) {
        for (byte[] name : open.names()) {
          root.add(absolute, List.of(name));
        }
      }
    } else {
      root.add(above(absolute, names.size()), names);
    }
  }

  private static BytePath above(BytePath path, int levels) {
    BytePath above = path;
    for (int i = 0; i < levels; i++) {
      above = above.parent();
    }
    return above;
  }
}
