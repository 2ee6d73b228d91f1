package io.holdfast.host.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Read-only btrfs snapshots of one subvolume.
 *
 * <p>They are kept on a <em>shelf</em>, a directory at the mount point, because a snapshot must be
 * on the same file system. Before one is made a <em>mark</em> is written beside it that names the
 * subvolume it is of. Only a snapshot with a mark that btrfs confirms (read-only, and a snapshot of
 * just that subvolume) is ever removed: a name alone proves nothing.
 */
public final class BtrfsSnapshots implements Snapshots {
  /** The name of the directory that holds snapshots while they are read; never backed up. */
  public static final String SHELF = ".holdfast-snapshots";

  private static final String MARK = ".made";
  private static final Pattern UUID_LINE = Pattern.compile("\\s+UUID:\\s+(\\S+)");
  private static final Pattern PARENT_LINE = Pattern.compile("\\s+Parent UUID:\\s+(\\S+)");
  private static final Pattern FLAGS_LINE = Pattern.compile("\\s+Flags:\\s+(\\S+)");

  private final Path subvolume;
  private final Path shelf;
  private final InstantSource clock;

  /** Snapshots for one group of a plan. */
  public BtrfsSnapshots(SnapshotPlan.Group group, InstantSource clock) {
    this.subvolume = group.subvolume();
    this.shelf = group.shelf();
    this.clock = clock;
  }

  static boolean isOnAShelf(Path path) {
    var parent = path.getParent();
    return parent != null && parent.endsWith(SHELF);
  }

  @Override
  public VolumeSnapshot take(SnapshotName name, List<Path> directories, Duration limit)
      throws IOException {
    for (var directory : directories) {
      if (!directory.startsWith(subvolume)) {
        throw new IllegalArgumentException(
            "'%s' is not in the subvolume '%s'".formatted(directory, subvolume));
      }
    }
    var copy = shelf.resolve(name.toString());
    makeShelf();
    mark(name, identity(subvolume, limit));
    var from = clock.instant();
    try {
      Survey.btrfs(limit, "subvolume", "snapshot", "-r", subvolume.toString(), copy.toString());
    } catch (IOException failure) {
      removeAfter(failure, name, limit);
      throw new IOException(
          "could not freeze '%s': %s".formatted(subvolume, failure.getMessage()), failure);
    }
    var copies = new HashMap<Path, Path>();
    directories.forEach(at -> copies.put(at, copy.resolve(subvolume.relativize(at))));
    return new VolumeSnapshot(name, copies, from, clock.instant());
  }

  /** The command may have been ended after it had made the snapshot. */
  private void removeAfter(IOException failure, SnapshotName name, Duration limit) {
    try {
      delete(name, limit);
    } catch (IOException further) {
      failure.addSuppressed(further);
    }
  }

  private void makeShelf() throws IOException {
    if (!Files.isDirectory(shelf, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(
          shelf,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private void mark(SnapshotName name, String identity) throws IOException {
    try (var file =
        FileChannel.open(markOf(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      file.write(ByteBuffer.wrap((identity + "\n").getBytes(StandardCharsets.US_ASCII)));
      file.force(true);
    }
  }

  private Path markOf(SnapshotName name) {
    return shelf.resolve(name + MARK);
  }

  private static String identity(Path subvolume, Duration limit) throws IOException {
    return field(Survey.btrfs(limit, "subvolume", "show", subvolume.toString()), UUID_LINE)
        .orElseThrow(() ->
            new IOException("btrfs names no UUID of the subvolume '%s'".formatted(subvolume)));
  }

  private static Optional<String> field(String shown, Pattern line) {
    return shown
        .lines()
        .map(line::matcher)
        .filter(m -> m.matches())
        .map(m -> m.group(1))
        .findFirst();
  }

  @Override
  public void delete(SnapshotName name, Duration limit) throws IOException {
    var mark = markOf(name);
    if (!Files.exists(mark, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var copy = shelf.resolve(name.toString());
    if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      requireOurs(copy, Files.readString(mark).strip(), limit);
      Survey.btrfs(limit, "subvolume", "delete", copy.toString());
    }
    Files.delete(mark);
  }

  private static void requireOurs(Path copy, String source, Duration limit) throws IOException {
    var shown = Survey.btrfs(limit, "subvolume", "show", copy.toString());
    var parent = field(shown, PARENT_LINE).orElse("-");
    var flags = field(shown, FLAGS_LINE).orElse("-");
    if (!parent.equals(source) || !flags.equals("readonly")) {
      throw new IOException(
          ("'%s' has a name of ours but is not the snapshot that we made (of %s, flags %s; expected"
                  + " of %s, readonly): it is left alone, look at it and remove it by hand")
              .formatted(copy, parent, flags, source));
    }
  }

  @Override
  public List<SnapshotName> leftovers(Duration limit) throws IOException {
    if (!Files.isDirectory(shelf, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var entries = Files.list(shelf)) {
      return entries
          .map(entry -> Objects.toString(entry.getFileName()))
          .filter(entry -> entry.endsWith(MARK))
          .map(entry -> SnapshotName.parse(entry.substring(0, entry.length() - MARK.length())))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(SnapshotName::toString))
          .toList();
    }
  }
}
