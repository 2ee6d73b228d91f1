package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.file.OpenFile;
import io.holdfast.repository.select.FileSystems;
import io.holdfast.repository.select.Rule;
import io.holdfast.repository.select.Rules;
import io.holdfast.repository.select.TagFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks restic's rules about the entries that a backup finds.
 *
 * <p>Of a volume, patterns mean paths below its root: {@code /tmp} is {@code tmp} in the volume.
 */
public final class Exclusions implements Selection {
  private final Rules rules;
  private final FileSystems fileSystems;

  private Exclusions(Rules rules, FileSystems fileSystems) {
    this.rules = rules;
    this.fileSystems = fileSystems;
  }

  /** The rules for this source; looks on which file systems it lies where they ask for that. */
  public static Selection of(Rules rules, Source source) throws IOException {
    return switch (source) {
      case Source.Stream _ -> Selection.EVERYTHING;
      case Source.Paths paths -> new Exclusions(rules, fileSystems(rules, paths));
      case Source.Volume volume -> new Exclusions(rules, fileSystem(rules, volume));
    };
  }

  private static FileSystems fileSystems(Rules rules, Source.Paths source) throws IOException {
    Map<BytePath, Long> devices = new HashMap<>();
    if (rules.oneFileSystem()) {
      for (BytePath path : source.paths()) {
        BytePath absolute = Host.workingDirectory().resolve(path).normalized();
        status(absolute).ifPresent(status -> devices.put(absolute, status.device()));
      }
    }
    return new FileSystems(devices);
  }

  private static FileSystems fileSystem(Rules rules, Source.Volume volume) throws IOException {
    if (!rules.oneFileSystem()) {
      return new FileSystems(Map.of());
    }
    SharedDirectory root = VolumeRoot.open(volume);
    try {
      return new FileSystems(Map.of(BytePath.of("/"), root.status().device()));
    } finally {
      root.release();
    }
  }

  private static Optional<FileStatus> status(BytePath absolute) throws IOException {
    if (absolute.names().isEmpty()) {
      try (Directory root = Directory.open(absolute)) {
        return Optional.of(root.status());
      }
    }
    try (Directory parent = Directory.open(absolute.parent())) {
      return parent.find(absolute.name());
    } catch (IOException unreachable) {
      // the backup says so, path by path
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent) {
    EntryKind kind = status.kind();
    return rules
        .decide(path.bytes(), kind, status.size())
        .or(() ->
            rules.oneFileSystem()
                ? fileSystems.decide(path, kind, status.device(), parent.device())
                : Optional.empty())
        .map(Rule::toString);
  }

  @Override
  public Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory)
      throws IOException {
    List<TagFile> marks = new ArrayList<>();
    for (TagFile tag : rules.tags()) {
      if (marks(tag, directory)) {
        marks.add(tag);
      }
    }
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    // Each of them leaves out all but itself, so beside another one it is left out, too; restic
    // does the same.
    TagFile first = marks.getFirst();
    boolean alone = marks.stream().allMatch(tag -> Arrays.equals(tag.name(), first.name()));
    return Optional.of(
        new ContentExclusion(new Rule.Marked(first).toString(), alone ? first.name() : null));
  }

  private static boolean marks(TagFile tag, Directory directory) throws IOException {
    Optional<FileStatus> status = directory.find(tag.name());
    if (status.isEmpty() || tag.headerLength() == 0) {
      return status.isPresent();
    }
    if (!status.get().isFile()) {
      return false;
    }
    try (OpenFile file = directory.openRead(tag.name())) {
      byte[] start = new byte[tag.headerLength()];
      int length = file.read(0, start, 0, start.length);
      return tag.marks(Arrays.copyOf(start, Math.max(0, length)));
    } catch (IOException unreadable) {
      // restic backs the directory up then, and so errs on the side of keeping too much
      return false;
    }
  }
}
