package io.holdfast.host.run;

import io.holdfast.host.process.DirectoryUsers;
import io.holdfast.host.state.RealPath;
import io.holdfast.host.volume.MountTable;
import io.holdfast.protection.restore.Place;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the directories that a restore would touch. */
final class PlaceSurvey {
  private PlaceSurvey() {}

  /**
   * Looks at them.
   *
   * @param replaced those of which processes must have nothing open
   */
  static Map<String, Place> of(List<String> paths, Set<String> replaced) throws IOException {
    MountTable mounts = MountTable.read();
    Map<String, Place> places = new HashMap<>();
    for (String path : paths) {
      places.put(path, look(Path.of(path), mounts, replaced.contains(path)));
    }
    return places;
  }

  /** The processes that use a directory; none when there is no directory. */
  static List<String> users(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    Path real = path.toRealPath();
    return DirectoryUsers.of(real, MountTable.read().isSeenElsewhere(real));
  }

  /** Whether nobody uses a directory, for certain: not where others may that are not seen here. */
  static boolean isUnused(Path path) throws IOException {
    return DirectoryUsers.areAllSeen()
        && users(path).isEmpty()
        && !(Files.isDirectory(path) && MountTable.read().of(path.toRealPath()).isShared());
  }

  /** Whether there is a directory with anything in it. */
  static boolean isFilled(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var entries = Files.list(path)) {
      return entries.findAny().isPresent();
    }
  }

  /** What speaks against the removal of a directory; empty when nothing does. */
  static Optional<String> used(Path path) throws IOException {
    Path real = path.toRealPath();
    MountTable mounts = MountTable.read();
    if (!mounts.below(real).isEmpty()) {
      return Optional.of(
          "something is mounted at %s".formatted(mounts.below(real).getFirst().point()));
    }
    List<String> users = users(real);
    return users.isEmpty()
        ? Optional.empty()
        : Optional.of("%s uses it".formatted(users.getFirst()));
  }

  private static Place look(Path path, MountTable mounts, boolean replaced) throws IOException {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent(), "the root is there");
    }
    FileStore store = Files.getFileStore(there);
    Path point = mounts.of(there.toRealPath()).point();
    return new Place(
        path.toString(),
        RealPath.of(path).toString(),
        state(path, mounts),
        point.toString(),
        store.getUsableSpace(),
        replaced ? users(path) : List.of());
  }

  /** The topmost directory above a path that is not there. */
  private static @Nullable String missing(Path path) {
    @Nullable Path missing = null;
    for (Path above = path.toAbsolutePath().getParent();
        above != null && !Files.exists(above);
        above = above.getParent()) {
      missing = above;
    }
    return missing == null ? null : missing.toString();
  }

  private static Place.State state(Path path, MountTable mounts) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return new Place.State.Absent(missing(path));
    }
    if (Files.isSymbolicLink(path)) {
      return new Place.State.Odd("a symbolic link");
    }
    if (!Files.isDirectory(path)) {
      return new Place.State.Odd("a file");
    }
    Path real = path.toRealPath();
    boolean mounted =
        mounts.of(real).point().equals(real)
            || !mounts.below(real).isEmpty()
            || !mounts.elsewhere(real).isEmpty();
    try (var entries = Files.list(path)) {
      return entries.findAny().isPresent()
          ? new Place.State.Filled(mounted)
          : new Place.State.Empty(mounted);
    }
  }
}
