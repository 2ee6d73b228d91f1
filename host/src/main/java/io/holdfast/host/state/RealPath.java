package io.holdfast.host.state;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a path leads to, whether or not all of it is there yet. */
public final class RealPath {
  private RealPath() {}

  /** Follows the links in as much of the path as is there. */
  public static Path of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (@Nullable Path there = absolute; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(absolute)).normalize();
      } catch (IOException absent) {
        // What is not there is no way to something else, but what it is in may be.
      }
    }
    return absolute;
  }
}
