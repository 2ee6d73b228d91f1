package io.holdfast.protection.backup;

import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be backed up.
 *
 * @param volumes all of the application's, in order; those left out on purpose are not here
 * @param hooks what is to hold still
 * @param together sets of volumes that make sense only from one instant
 * @param secures the restore that is about to overwrite what is there; absent otherwise
 */
public record BackupRequest(
    PointId point,
    List<Volume> volumes,
    List<Hook> hooks,
    List<Set<VolumeName>> together,
    @Nullable String secures) {
  /** How a volume is to be read. */
  public enum Method {
    /** Frozen where its storage can, else live. */
    AUTO,
    /** Frozen, or not at all. */
    SNAPSHOT,
    /** File by file. */
    LIVE
  }

  public record Volume(VolumeName name, Method method) {}

  /**
   * Something that holds still around the cut.
   *
   * @param volumes whose data it knows about, the one that it adds to first; at least one
   * @param keeps what it makes of a live copy
   */
  public record Hook(HookName name, List<VolumeName> volumes, Keeps keeps) {
    public Hook {
      volumes = List.copyOf(volumes);
    }

    private Hook of(Set<VolumeName> some) {
      return new Hook(name, volumes.stream().filter(some::contains).toList(), keeps);
    }
  }

  /** What an open hook promises about files that are copied meanwhile. */
  public enum Keeps {
    /** That they do not change: a copy in any order is whole. */
    STILL,
    /** That the copy of its one volume becomes whole by what the hook adds when it closes. */
    RECOVERABLE
  }

  public BackupRequest {
    volumes = List.copyOf(volumes);
    hooks = List.copyOf(hooks);
    together = List.copyOf(together);
  }

  /**
   * The same, of only what a restore is about to overwrite.
   *
   * @param restore its run
   * @param unused volumes that no process uses: their files do not change, and who would answer
   *     their hooks may be stopped
   */
  public BackupRequest securing(
      String restore, Set<VolumeName> overwritten, Set<VolumeName> unused) {
    Set<VolumeName> changing = new HashSet<>(overwritten);
    changing.removeAll(unused);
    return new BackupRequest(
        point,
        volumes.stream().filter(volume -> overwritten.contains(volume.name())).toList(),
        hooks.stream()
            .filter(hook -> changing.contains(hook.volumes().getFirst()))
            .map(hook -> hook.of(changing))
            .toList(),
        together.stream()
            .map(group -> both(group, changing))
            .filter(group -> group.size() > 1)
            .toList(),
        restore);
  }

  private static Set<VolumeName> both(Set<VolumeName> some, Set<VolumeName> others) {
    return some.stream().filter(others::contains).collect(Collectors.toSet());
  }
}
