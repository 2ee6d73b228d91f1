package io.holdfast.host.peer;

import io.holdfast.host.hook.Exclusion;
import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A plain recursive copy, as any mover makes it. */
public final class Copies {
  private Copies() {}

  /** Copies a volume without what is excluded; files may change and vanish meanwhile. */
  public static Path copy(Path volume, Path target, List<Exclusion> exclusions) throws IOException {
    Files.createDirectories(target);
    // Its exit code tells of files that vanished: servers delete files while they run.
    Command.of("cp", "-a", volume + "/.", target + "/").run(Duration.ofMinutes(5));
    for (var exclusion : exclusions) {
      exclude(target, exclusion.pattern());
    }
    return target;
  }

  private static void exclude(Path target, String pattern) throws IOException {
    var anchored = pattern.startsWith("/");
    var matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + (anchored ? target + pattern : pattern));
    List<Path> found;
    try (var paths = Files.walk(target)) {
      found =
          paths
              .filter(path -> matcher.matches(anchored ? path : path.getFileName()))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (var path : found) {
      Machine.run("rm", "-rf", path.toString());
    }
  }

  /** Puts what a hook added to its place, with its owners. */
  public static void merge(Path overlay, Path target) throws IOException {
    try (var entries = Files.list(overlay)) {
      for (var entry : entries.toList()) {
        Machine.run("cp", "-a", entry.toString(), target + "/");
      }
    }
  }
}
