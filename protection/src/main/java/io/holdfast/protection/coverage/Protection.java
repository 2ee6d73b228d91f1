package io.holdfast.protection.coverage;

import io.holdfast.protection.restore.RestorePlan;
import java.util.List;
import java.util.Optional;

/**
 * What is backed up, and what need not be; all paths real ones.
 *
 * @param volumes of all applications
 * @param exceptions of the policy that names the roots
 */
public record Protection(List<Volume> volumes, List<Exempt> exceptions) {
  public Protection {
    volumes = List.copyOf(volumes);
    exceptions = List.copyOf(exceptions);
  }

  /**
   * A volume.
   *
   * @param name for people, such as {@code shop/orders}
   * @param byPolicy whether its application follows a policy: otherwise it is backed up only when
   *     somebody thinks of it
   * @param leavesOut directories in it that its patterns leave out, as far as anybody asked
   */
  public record Volume(String name, String path, boolean byPolicy, List<String> leavesOut) {
    public Volume {
      leavesOut = List.copyOf(leavesOut);
    }

    private boolean has(String real) {
      return Places.isIn(path, real)
          && leavesOut.stream().noneMatch(left -> Places.isIn(left, real));
    }
  }

  /** What need not be backed up. */
  public record Exempt(String path, String reason) {}

  /**
   * Whether a directory must be looked into: it holds volumes, so what lies beside them counts.
   *
   * @param real the directory
   */
  public boolean isToBeOpened(String real) {
    return excepted(real).isEmpty()
        && volumes.stream().noneMatch(volume -> Places.isIn(volume.path, real))
        && volumes.stream().anyMatch(volume -> Places.isIn(real, volume.path));
  }

  Optional<Exempt> excepted(String real) {
    return exceptions.stream().filter(one -> Places.isIn(one.path, real)).findFirst();
  }

  /** Volumes around a directory that leave nothing of it out; those by policy first. */
  Optional<Volume> around(String real) {
    return volumes.stream()
        .filter(volume -> volume.has(real))
        .reduce((one, other) -> one.byPolicy ? one : other);
  }

  /** The restore that left a directory beside a volume. */
  Optional<Standing.Leftover> leftover(String real) {
    return volumes.stream()
        .flatMap(volume ->
            RestorePlan.leftBeside(volume.path, real).stream()
                .map(restore -> new Standing.Leftover(restore, volume.name)))
        .findFirst();
  }

  /** A volume whose patterns leave a directory out. */
  Optional<Volume> leavingOut(String real) {
    return volumes.stream().filter(volume -> Places.isIn(volume.path, real)).findFirst();
  }
}
