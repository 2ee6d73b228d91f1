package io.holdfast.host.volume;

import io.holdfast.host.process.Command;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at directories: finds each one's {@link Place}. */
public final class Survey {
  /** The root directory of every btrfs subvolume has this number, and nothing else on btrfs has. */
  private static final long SUBVOLUME_ROOT = 256;

  private static final Pattern LISTED =
      Pattern.compile("ID \\d+ gen \\d+ top level \\d+ path (.*)");

  private final MountTable mounts;
  private final Duration limit;

  /**
   * @param limit for each command that is asked
   */
  public Survey(MountTable mounts, Duration limit) {
    this.mounts = mounts;
    this.limit = limit;
  }

  /**
   * The place of a directory; symbolic links are resolved.
   *
   * @throws IOException when it is no directory, or btrfs cannot be asked
   */
  public Place of(Path directory) throws IOException {
    var real = directory.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new IOException("'%s' is a volume's path but no directory".formatted(directory));
    }
    var mount = mounts.of(real);
    var below = mounts.below(real).stream().map(Mount::point).distinct().toList();
    if (!mount.type().equals("btrfs")) {
      return new Place(real, mount, Optional.empty(), List.of(), below);
    }
    var subvolume = subvolumeAround(real, mount.point());
    return new Place(real, mount, subvolume, nested(real, subvolume), below);
  }

  /** A bind mount may show a directory inside a subvolume whose root is not to be seen. */
  private static Optional<Path> subvolumeAround(Path real, Path end) throws IOException {
    for (var path = real; path != null && path.startsWith(end); path = path.getParent()) {
      if ((long) Files.getAttribute(path, "unix:ino") == SUBVOLUME_ROOT) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private List<Path> nested(Path real, Optional<Path> subvolume) throws IOException {
    if (subvolume.isEmpty()) {
      return List.of();
    }
    var root = subvolume.get();
    var shown = ask("subvolume", "show", root.toString());
    // The first line is the subvolume's path in its file system, "/" for the topmost.
    var own = shown.lines().findFirst().orElse("").strip();
    var prefix = own.equals("/") ? "" : own + "/";
    return ask("subvolume", "list", "-o", root.toString())
        .lines()
        .map(LISTED::matcher)
        .filter(line -> line.matches() && line.group(1).startsWith(prefix))
        .map(line -> root.resolve(line.group(1).substring(prefix.length())))
        .filter(path -> path.startsWith(real) && !BtrfsSnapshots.isOnAShelf(path))
        .toList();
  }

  private String ask(String... arguments) throws IOException {
    return btrfs(limit, arguments);
  }

  /** What the {@code btrfs} command prints. */
  static String btrfs(Duration limit, String... arguments) throws IOException {
    var command = Command.of("btrfs").with(arguments);
    try {
      var ended = command.run(limit);
      if (ended.exit() != 0) {
        throw new IOException(
            "'%s' failed (exit %d): %s; it needs the rights of root"
                .formatted(command, ended.exit(), ended.words()));
      }
      return ended.output();
    } catch (FileNotFoundException missing) {
      throw new IOException(
          missing.getMessage() + "; it is in the package btrfs-progs: install it", missing);
    }
  }
}
