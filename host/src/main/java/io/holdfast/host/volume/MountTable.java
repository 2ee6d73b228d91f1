package io.holdfast.host.volume;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All mounts that this process sees, oldest first.
 *
 * <p>Source: Linux {@code Documentation/filesystems/proc.rst}, 3.5 "/proc/&lt;pid&gt;/mountinfo".
 */
public record MountTable(List<Mount> mounts) {
  private static final Path KERNEL = Path.of("/proc/self/mountinfo");
  private static final int FIXED_FIELDS = 6;
  private static final int OCTAL = 3;

  public MountTable {
    mounts = List.copyOf(mounts);
  }

  /** The table as it is now. */
  public static MountTable read() throws IOException {
    // A name may be of any bytes.
    return parse(new String(Files.readAllBytes(KERNEL), StandardCharsets.UTF_8));
  }

  /**
   * Reads the kernel's text.
   *
   * @throws IOException when a line has another form
   */
  public static MountTable parse(String text) throws IOException {
    var mounts = new ArrayList<Mount>();
    for (var line : text.lines().toList()) {
      mounts.add(mount(line));
    }
    return new MountTable(mounts);
  }

  private static Mount mount(String line) throws IOException {
    var fields = List.of(line.split(" ", -1));
    // Optional fields end with a lone dash.
    var dash = fields.indexOf("-");
    if (dash < FIXED_FIELDS || fields.size() < dash + 4) {
      throw new IOException(
          "could not read %s: a line has another form than expected: %s".formatted(KERNEL, line));
    }
    var options =
        Stream.of(fields.get(5), fields.get(dash + 3))
            .flatMap(list -> Stream.of(list.split(",", -1)))
            .toList();
    return new Mount(
        fields.get(2),
        Path.of(unescaped(fields.get(3))),
        Path.of(unescaped(fields.get(4))),
        fields.get(dash + 1),
        unescaped(fields.get(dash + 2)),
        options);
  }

  /** The kernel writes space, tab, newline and backslash as a backslash and three octal digits. */
  static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    var bytes = field.getBytes(StandardCharsets.UTF_8);
    var plain = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
        plain.write(
            Integer.parseInt(new String(bytes, i + 1, OCTAL, StandardCharsets.US_ASCII), 8));
        i += OCTAL;
      } else {
        plain.write(bytes[i]);
      }
    }
    return plain.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    if (from + OCTAL > bytes.length) {
      return false;
    }
    for (int i = from; i < from + OCTAL; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }

  /**
   * The mount through which a path is seen: of those around it the deepest, and of several at one
   * point the newest, which hides the others.
   *
   * @param real absolute and without symbolic links
   */
  public Mount of(Path real) {
    Mount found = null;
    for (var mount : mounts) {
      if (real.startsWith(mount.point())
          && (found == null || mount.point().getNameCount() >= found.point().getNameCount())) {
        found = mount;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("no mount is around '%s'".formatted(real));
    }
    return found;
  }

  /** Where a directory, or a part of it, is seen once more, as by a bind mount. */
  public List<Mount> elsewhere(Path real) {
    Path inside = inside(real);
    return others(real).filter(mount -> mount.root().startsWith(inside)).toList();
  }

  /** Whether files of a directory can have other paths than its own. */
  public boolean isSeenElsewhere(Path real) {
    Path inside = inside(real);
    return others(real)
        .anyMatch(mount -> mount.root().startsWith(inside) || inside.startsWith(mount.root()));
  }

  /** Its place in its file system. */
  private Path inside(Path real) {
    Mount own = of(real);
    return own.root().resolve(own.point().relativize(real)).normalize();
  }

  private Stream<Mount> others(Path real) {
    Mount own = of(real);
    return mounts.stream()
        .filter(mount -> mount.device().equals(own.device()) && !mount.equals(own));
  }

  /** The mounts below a directory, not the one it is seen through. */
  public List<Mount> below(Path real) {
    return mounts.stream()
        .filter(mount -> mount.point().startsWith(real) && !mount.point().equals(real))
        .toList();
  }
}
