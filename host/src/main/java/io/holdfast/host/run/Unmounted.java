package io.holdfast.host.run;

import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.point.Completeness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a volume lacks because something is not mounted in it that should be. */
final class Unmounted {
  private Unmounted() {}

  /**
   * Finds it.
   *
   * @param directory the volume's, without symbolic links
   * @param excluded what nobody misses
   */
  static Completeness in(Path directory, Excluded excluded, Mounting mounting) throws IOException {
    List<Completeness.Failure> failures = new ArrayList<>();
    Optional<Path> around = mounting.absentAround(directory);
    if (around.isPresent()) {
      failures.add(new Completeness.Failure("/", Mounting.words(around.get())));
    }
    for (Path below : mounting.absentBelow(directory)) {
      String path = "/" + directory.relativize(below);
      if (!excluded.covers(path)) {
        failures.add(new Completeness.Failure(path, Mounting.words(below)));
      }
    }
    return new Completeness(
        0, 0, failures.size(), failures.stream().limit(Completeness.MOST).toList());
  }
}
