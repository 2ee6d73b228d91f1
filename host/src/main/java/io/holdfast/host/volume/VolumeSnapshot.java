package io.holdfast.host.volume;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A frozen copy of some directories, there until it is deleted.
 *
 * @param copies where each volume's directory is to be read
 * @param from the moment that was frozen lies not before this
 * @param to and not after this
 */
public record VolumeSnapshot(SnapshotName name, Map<Path, Path> copies, Instant from, Instant to) {
  public VolumeSnapshot {
    copies = Map.copyOf(copies);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a snapshot was frozen between %s and %s, which is before it".formatted(from, to));
    }
  }

  /** Where the frozen copy of a volume's directory is to be read. */
  public Path copyOf(Path directory) {
    var copy = copies.get(directory);
    if (copy == null) {
      throw new IllegalArgumentException(
          "'%s' is not among what %s froze: %s".formatted(directory, name, copies.keySet()));
    }
    return copy;
  }
}
