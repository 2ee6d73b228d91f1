package io.holdfast.host.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processes that have files of a directory open. One that merely works there, such as a shell, has
 * none.
 *
 * <p>Source: {@code proc(5)}. Those of other users are seen by root alone.
 */
public final class DirectoryUsers {
  private static final Path PROC = Path.of("/proc");
  private static final String PROCESS = "[0-9]*";

  private final Path real;
  private final Object key;
  private final @Nullable Path namespace;

  private DirectoryUsers(Path real) throws IOException {
    this.real = real;
    this.key = Files.getAttribute(real, "unix:fileKey");
    this.namespace = namespace(PROC.resolve("self"));
  }

  /**
   * Those of a directory, this process aside; each as {@code postgres (1234)}.
   *
   * @param real absolute and without symbolic links
   */
  public static List<String> of(Path real) throws IOException {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return List.of(); // as in a rescue system: nobody knows
    }
    var users = new DirectoryUsers(real);
    String self = String.valueOf(ProcessHandle.current().pid());
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, PROCESS)) {
      for (Path process : processes) {
        if (!process.endsWith(self) && users.has(process)) {
          found.add("%s (%s)".formatted(name(process), process.getFileName()));
        }
      }
    }
    return List.copyOf(found);
  }

  private boolean has(Path process) {
    Path other = namespace(process);
    // Elsewhere the same path may be another directory, and this one have another path.
    @Nullable Path root = other == null || other.equals(namespace) ? null : process.resolve("root");
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.anyMatch(descriptor -> leadsInto(descriptor, root));
    } catch (IOException | UncheckedIOException gone) {
      return false; // it has ended, or is another user's
    }
  }

  /**
   * @param root of a process that sees other mounts than this one; absent when it sees the same
   */
  private boolean leadsInto(Path link, @Nullable Path root) {
    try {
      Path target = Files.readSymbolicLink(link);
      if (root == null || !target.isAbsolute()) {
        return target.startsWith(real);
      }
      for (Path at = target.getParent(); at != null; at = at.getParent()) {
        Path seen = root.resolve(at.toString().substring(1));
        if (Files.isDirectory(seen) && key.equals(Files.getAttribute(seen, "unix:fileKey"))) {
          return true;
        }
      }
      return false;
    } catch (IOException gone) {
      return false;
    }
  }

  private static @Nullable Path namespace(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("ns/mnt"));
    } catch (IOException unknown) {
      return null;
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException gone) {
      return "?";
    }
  }
}
