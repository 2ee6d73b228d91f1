package io.holdfast.host.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.application.Volume;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.coverage.Protection;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume as an application declares it.
 *
 * @param real its directory without symbolic links, as far as it is there
 * @param key by which the kernel knows the directory wherever it is mounted; absent when it is not
 *     there
 */
record DeclaredVolume(
    String name, String real, boolean byPolicy, List<String> excludes, @Nullable Object key) {
  DeclaredVolume {
    excludes = List.copyOf(excludes);
  }

  static DeclaredVolume of(Subject subject, Volume volume) {
    return new DeclaredVolume(
        "%s/%s".formatted(subject.application().name(), volume.name()),
        real(volume.path()),
        subject.policy() != null,
        volume.excludes(),
        key(Path.of(volume.path())));
  }

  /** The path without symbolic links, as far as it is there. */
  static String real(String path) {
    Path absolute = Path.of(path).toAbsolutePath().normalize();
    for (Path there = absolute; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(absolute)).normalize().toString();
      } catch (IOException absent) {
        // The directory above it may be there.
      }
    }
    return absolute.toString();
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException absent) {
      return null; // then nothing is the same directory
    }
  }

  /** The volume with those of these directories that its patterns leave out. */
  Protection.Volume protecting(List<String> directories) {
    return new Protection.Volume(
        name, real, byPolicy, directories.stream().filter(this::leavesOut).toList());
  }

  private boolean leavesOut(String directory) {
    Path root = Path.of(real);
    Path path = Path.of(directory);
    if (excludes.isEmpty() || !path.startsWith(root) || path.equals(root)) {
      return false;
    }
    PatternList patterns;
    try {
      patterns = PatternList.of(excludes.toArray(String[]::new));
    } catch (BadPatternException malformed) {
      return true; // its backups fail, so nothing in it is covered
    }
    Path below = root.relativize(path);
    for (int depth = 1; depth <= below.getNameCount(); depth++) {
      if (patterns.match(("/" + below.subpath(0, depth)).getBytes(UTF_8)).isPresent()) {
        return true; // and so is all that is below it
      }
    }
    return false;
  }
}
