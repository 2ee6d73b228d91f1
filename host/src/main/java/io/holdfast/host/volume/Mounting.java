package io.holdfast.host.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is mounted on this machine, and what should be by its {@code /etc/fstab}: below a point
 * where nothing is mounted lies not the data that is meant, but what was written while its disk was
 * away.
 *
 * <p>Source: {@code fstab(5)}.
 *
 * @param declared points that have something mounted while they are used
 */
public record Mounting(MountTable mounted, List<Point> declared) {
  /** Of this machine. */
  public static final Path FSTAB = Path.of("/etc/fstab");

  private static final int OPTIONS = 3;

  /**
   * A point where something is to be mounted.
   *
   * @param unasked whether the machine does so when it starts
   */
  public record Point(Path path, boolean unasked) {}

  public Mounting {
    declared = List.copyOf(declared);
  }

  /**
   * How it is now.
   *
   * @param fstab where nothing is declared when it is not there, or this user may not read it
   */
  public static Mounting now(Path fstab) throws IOException {
    MountTable mounted = MountTable.read();
    try {
      // A comment may be of any bytes.
      return of(mounted, new String(Files.readAllBytes(fstab), StandardCharsets.UTF_8));
    } catch (NoSuchFileException | AccessDeniedException none) {
      return new Mounting(mounted, List.of());
    }
  }

  /** Reads the file's text; lines of another form declare nothing. */
  static Mounting of(MountTable mounted, String fstab) {
    return new Mounting(
        mounted,
        fstab
            .lines()
            .map(String::strip)
            .filter(line -> !line.startsWith("#"))
            .map(line -> List.of(line.split("\\s+")))
            .filter(fields -> fields.size() >= OPTIONS && fields.get(1).startsWith("/"))
            .flatMap(fields -> point(fields).stream())
            .toList());
  }

  private static Optional<Point> point(List<String> fields) {
    String options = fields.size() > OPTIONS ? fields.get(OPTIONS) : "";
    boolean unasked = !List.of(options.split(",", -1)).contains("noauto");
    try {
      Path path = Path.of(MountTable.unescaped(fields.get(1))).normalize();
      return Optional.of(new Point(real(path), unasked));
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  /** The kernel lists mounts so. */
  private static Path real(Path point) {
    try {
      return point.toRealPath();
    } catch (IOException absent) {
      return point;
    }
  }

  /**
   * The deepest point at or above a path where something is to be mounted, and is not.
   *
   * @param real absolute and without symbolic links
   */
  public Optional<Path> absentAround(Path real) {
    int seen = mounted.of(real).point().getNameCount();
    return declared.stream()
        .map(Point::path)
        .filter(point -> real.startsWith(point) && point.getNameCount() > seen)
        .max(Comparator.comparingInt(Path::getNameCount));
  }

  /**
   * The points below a path where something is to be mounted unasked, and is not.
   *
   * @param real absolute and without symbolic links
   */
  public List<Path> absentBelow(Path real) {
    return declared.stream()
        .filter(Point::unasked)
        .map(Point::path)
        .filter(point -> point.startsWith(real) && !point.equals(real))
        .filter(point -> !mounted.of(point).point().equals(point))
        .distinct()
        .toList();
  }

  /** For people: what is wrong with a point where nothing is mounted. */
  public static String words(Path absent) {
    return "nothing is mounted at %s, where /etc/fstab wants something".formatted(absent);
  }
}
