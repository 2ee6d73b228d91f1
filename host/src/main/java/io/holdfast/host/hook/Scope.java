package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories that a hook speaks for.
 *
 * @param volume the root of the volume that the database is in; the overlay and the exclusions are
 *     relative to it
 * @param together every volume that is copied in the same cut, this one among them: with {@link
 *     Method#SNAPSHOT} those that one volume snapshot freezes
 */
public record Scope(Path volume, List<Path> together) {
  public Scope {
    together = List.copyOf(together);
    if (!volume.isAbsolute() || !together.stream().allMatch(Path::isAbsolute)) {
      throw new IllegalArgumentException(
          "a hook's volumes are absolute paths, not %s and %s".formatted(volume, together));
    }
    if (!together.contains(volume)) {
      throw new IllegalArgumentException(
          "the volume '%s' is not among those of its own cut: %s".formatted(volume, together));
    }
  }

  /** A volume that is alone in its cut. */
  public static Scope of(Path volume) {
    return new Scope(volume, List.of(volume));
  }

  /** Whether a file or directory is in one of the volumes of the cut; links are resolved. */
  boolean covers(Path path) throws IOException {
    var real = path.toRealPath();
    for (var root : together) {
      if (real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  /** Where something lies in the volume: a path relative to its root. */
  Path inVolume(Path path, String what) throws IOException {
    var real = path.toRealPath();
    var root = volume.toRealPath();
    if (!real.startsWith(root)) {
      throw new RefusedException(
          "%s is '%s', which is not in the volume '%s': name the directory that holds it as the volume"
              .formatted(what, real, volume));
    }
    return root.relativize(real);
  }
}
