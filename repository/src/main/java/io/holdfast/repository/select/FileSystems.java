package io.holdfast.repository.select;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.EntryKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file systems that a backup of one file system each stays on.
 *
 * @param devices of the paths that were to be backed up: absolute, normalized
 */
public record FileSystems(Map<BytePath, Long> devices) {
  public FileSystems {
    devices = Map.copyOf(devices);
  }

  /**
   * Why an entry is left out because of where it lies; a directory that something else is mounted
   * on is kept, empty.
   *
   * @param path absolute, normalized, at or below one of the paths
   * @param device where the entry lies
   * @param parentDevice where its directory lies
   */
  public Optional<Rule> decide(BytePath path, EntryKind kind, long device, long parentDevice) {
    boolean kept =
        isOn(path, device) || (kind == EntryKind.DIRECTORY && isOn(path.parent(), parentDevice));
    return kept ? Optional.empty() : Optional.of(new Rule.OtherFileSystem());
  }

  /** Whether the nearest path above that was to be backed up lies on this device. */
  private boolean isOn(BytePath path, long device) {
    BytePath at = path;
    while (true) {
      @Nullable Long wanted = devices.get(at);
      if (wanted != null) {
        return wanted == device;
      }
      BytePath parent = at.parent();
      if (parent.equals(at)) {
        return false;
      }
      at = parent;
    }
  }
}
