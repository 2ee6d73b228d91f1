package io.holdfast.repository.backup;

import io.holdfast.repository.backup.EntryMetadata.Described;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A volume's place on disk and in the snapshot. */
record VolumeRoot(Source.Volume volume, SnapshotAuthor author) {
  /** A directory that stands in the snapshot only to lead to the volume. */
  record Above(NodeName name, BytePath path, Described described) {}

  static Targets targets(Source.Volume volume) {
    return new Targets(new Target(BytePath.of("/")), List.of(Targets.text(volume.name())));
  }

  NodeName name() {
    return NodeName.of(volume.name().name());
  }

  /** From the top down; always the same ones, so that the same data give the same tree. */
  List<Above> above() {
    Described described =
        new Described(
            NodeMetadata.made(
                new FileMode(FileMode.DIRECTORY | 0755), author.owner(), Instant.EPOCH),
            "");
    List<Above> all = new ArrayList<>();
    List<byte[]> names = volume.name().names();
    BytePath at = BytePath.of("/");
    for (byte[] name : names.subList(0, names.size() - 1)) {
      at = at.resolve(name);
      all.add(new Above(NodeName.of(name), at, described));
    }
    return all;
  }

  /**
   * The volume's directory.
   *
   * @throws IOException when there is none; a link is followed here, and nowhere below
   */
  static SharedDirectory open(Source.Volume volume) throws IOException {
    try {
      return SharedDirectory.of(
          Directory.open(Host.workingDirectory().resolve(volume.directory())), volume.name());
    } catch (IOException unreadable) {
      throw failure(volume, unreadable);
    }
  }

  static IOException failure(Source.Volume volume, IOException why) {
    return new IOException(
        "cannot back up the volume %s from %s: %s; expected a directory that can be listed"
            .formatted(volume.name(), volume.directory(), Reason.of(why)),
        why);
  }

  /**
   * Where the numbers of the volume's file systems begin, by its name.
   *
   * <p>Volumes are put together into one snapshot. Were all counted from 1, two files of two
   * volumes with the same inode would look like one file with two names (F31), and any restore
   * would give one the content of the other. 52 bits, for every reader of JSON has those.
   */
  static long beforeDevices(Source.Volume volume) {
    return Sha256.of(volume.name().bytes()).w0() >>> 12;
  }

  /** The selection, asked about paths below the volume's root. */
  static Selection seenFromRoot(Source.Volume volume, Selection selection) {
    int above = volume.name().bytes().length;
    return new Selection() {
      @Override
      public Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent)
          throws IOException {
        return selection.exclusion(fromRoot(path), status, parent);
      }

      @Override
      public Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory)
          throws IOException {
        return selection.contentExclusion(fromRoot(path), directory);
      }

      private BytePath fromRoot(BytePath path) {
        byte[] whole = path.bytes();
        return whole.length == above
            ? BytePath.of("/")
            : BytePath.of(Arrays.copyOfRange(whole, above, whole.length));
      }
    };
  }
}
