package io.holdfast.host.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What this machine mounts when it starts: below a point where nothing is mounted lies not the data
 * that is meant, but what was written while its disk was away.
 *
 * <p>Source: {@code fstab(5)}.
 *
 * @param points as they are written
 */
public record DeclaredMounts(List<Path> points) {
  private static final Path FILE = Path.of("/etc/fstab");
  private static final int OPTIONS = 3;

  public DeclaredMounts {
    points = List.copyOf(points);
  }

  /** Those of this machine; none where it keeps no such file. */
  public static DeclaredMounts read() throws IOException {
    try {
      return parse(Files.readString(FILE));
    } catch (NoSuchFileException none) {
      return new DeclaredMounts(List.of());
    }
  }

  /** Reads a file's text; lines of another form, and those that nobody mounts unasked, are none. */
  public static DeclaredMounts parse(String text) {
    return new DeclaredMounts(
        text.lines()
            .map(String::strip)
            .filter(line -> !line.startsWith("#"))
            .map(line -> List.of(line.split("\\s+")))
            .filter(fields -> fields.size() > OPTIONS && fields.get(1).startsWith("/"))
            .filter(fields -> !List.of(fields.get(OPTIONS).split(",", -1)).contains("noauto"))
            .map(fields -> Path.of(MountTable.unescaped(fields.get(1))).normalize())
            .toList());
  }

  /**
   * The deepest point around a path where something is to be mounted, and is not.
   *
   * @param real absolute and without symbolic links
   */
  public Optional<Path> absent(Path real, MountTable mounts) {
    int seen = mounts.of(real).point().getNameCount();
    return points.stream()
        .filter(point -> real.startsWith(point) && point.getNameCount() > seen)
        .max(Comparator.comparingInt(Path::getNameCount));
  }
}
