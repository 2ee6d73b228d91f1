package io.holdfast.host.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a volume's directory really is.
 *
 * @param directory absolute, without symbolic links
 * @param mount what it is seen through
 * @param subvolume the root of the btrfs subvolume that holds it; absent on other file systems
 * @param nested btrfs subvolumes below the directory, which no snapshot of {@code subvolume} holds
 * @param below points below the directory where something else is mounted
 */
public record Place(
    Path directory, Mount mount, Optional<Path> subvolume, List<Path> nested, List<Path> below) {
  public Place {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException(
          "a place is an absolute path, not '%s'".formatted(directory));
    }
    nested = List.copyOf(nested);
    below = List.copyOf(below);
  }
}
