package io.holdfast.host.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processes that use a directory: that work in it, or have a file in it open.
 *
 * <p>Source: {@code proc(5)}. Those of other users are seen by root alone.
 */
public final class Users {
  private static final Path PROC = Path.of("/proc");
  private static final String PROCESS = "[0-9]*";

  private Users() {}

  /**
   * Of a directory, this process aside; each as {@code postgres (1234)}.
   *
   * @param real absolute and without symbolic links
   */
  public static List<String> of(Path real) throws IOException {
    String self = String.valueOf(ProcessHandle.current().pid());
    List<String> users = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, PROCESS)) {
      for (Path process : processes) {
        if (!process.endsWith(self) && uses(process, real)) {
          users.add("%s (%s)".formatted(name(process), process.getFileName()));
        }
      }
    }
    return List.copyOf(users);
  }

  private static boolean uses(Path process, Path real) {
    if (leadsInto(process.resolve("cwd"), real)) {
      return true;
    }
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.anyMatch(descriptor -> leadsInto(descriptor, real));
    } catch (IOException | java.io.UncheckedIOException gone) {
      return false; // it has ended, or is another user's
    }
  }

  private static boolean leadsInto(Path link, Path real) {
    try {
      return Files.readSymbolicLink(link).startsWith(real);
    } catch (IOException gone) {
      return false;
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
