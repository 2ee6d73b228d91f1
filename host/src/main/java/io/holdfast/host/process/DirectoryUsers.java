package io.holdfast.host.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processes that use a directory: they have files of it open, or work in it, for a server may open
 * its files only now and then. A shell of a person, which has a terminal, or one that called this
 * program, is none.
 *
 * <p>Source: {@code proc(5)}. Those of other users are seen by root alone.
 */
public final class DirectoryUsers {
  private static final Path PROC = Path.of("/proc");
  private static final String PROCESS = "[0-9]*";

  /** Of the machine itself: {@code PROC_PID_INIT_INO} in the kernel's proc_ns.h. */
  private static final String FIRST_NAMESPACE = "pid:[4026531836]";

  /** Behind the name. */
  private static final int TERMINAL = 4;

  private final Path real;
  private final boolean elsewhere;
  private final Object key;
  private final @Nullable Path namespace;
  private final Set<String> callers;

  private DirectoryUsers(Path real, boolean elsewhere) throws IOException {
    this.real = real;
    this.elsewhere = elsewhere;
    this.key = Files.getAttribute(real, "unix:fileKey");
    this.namespace = namespace(PROC.resolve("self"));
    this.callers =
        Stream.iterate(
                ProcessHandle.current().parent(),
                Optional::isPresent,
                caller -> caller.flatMap(ProcessHandle::parent))
            .map(caller -> String.valueOf(caller.orElseThrow().pid()))
            .collect(Collectors.toSet());
  }

  /**
   * Whether all processes of this machine are seen: those of other users are by root alone, and
   * none of outside from within a container.
   */
  public static boolean areAllSeen() {
    try {
      return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).endsWith(FIRST_NAMESPACE)
          && Integer.valueOf(0).equals(Files.getAttribute(PROC.resolve("self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  /**
   * Those of a directory, this process aside; each as {@code postgres (1234)}.
   *
   * @param real absolute and without symbolic links
   * @param elsewhere whether its files can have other paths, too
   */
  public static List<String> of(Path real, boolean elsewhere) throws IOException {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return List.of(); // as in a rescue system: nobody knows
    }
    var users = new DirectoryUsers(real, elsewhere);
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
    boolean same = other == null || other.equals(namespace);
    // In another namespace the same path may be another directory, and this one have another path.
    return (same && uses(process, null))
        || ((!same || elsewhere) && uses(process, process.resolve("root")));
  }

  private boolean uses(Path process, @Nullable Path root) {
    try {
      return any(process.resolve("fd"), root)
          || any(process.resolve("map_files"), root)
          || (leadsInto(process.resolve("cwd"), root)
              && !callers.contains(process.getFileName().toString())
              && !hasTerminal(process));
    } catch (IOException | UncheckedIOException gone) {
      return false; // it has ended, or is another user's
    }
  }

  private boolean any(Path links, @Nullable Path root) throws IOException {
    if (!Files.isReadable(links)) {
      return false;
    }
    try (Stream<Path> open = Files.list(links)) {
      return open.anyMatch(link -> leadsInto(link, root));
    }
  }

  /**
   * @param root of a process that may have the directory at another path; absent when paths tell
   */
  private boolean leadsInto(Path link, @Nullable Path root) {
    try {
      Path target = Files.readSymbolicLink(link);
      if (root == null || !target.isAbsolute()) {
        return target.startsWith(real);
      }
      for (Path at = target; at != null; at = at.getParent()) {
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

  /** By the seventh field, of which the second, the name, may have spaces and brackets. */
  private static boolean hasTerminal(Path process) throws IOException {
    String status = Files.readString(process.resolve("stat"), ISO_8859_1);
    String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
    return fields.length > TERMINAL && !fields[TERMINAL].equals("0");
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
