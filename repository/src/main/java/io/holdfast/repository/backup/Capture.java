package io.holdfast.repository.backup;

import io.holdfast.repository.backup.EntryMetadata.Described;
import io.holdfast.repository.file.Attributes;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.OpenFile;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.task.Interruption;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures entries that are no directories: reads them, saves their content, fills their slots. */
final class Capture {
  private final EntryMetadata metadata;
  private final Recorder recorder;
  private final BackupCounts counts;
  private final Saver saver;
  private final Trunk trunk;
  private final ContentReader contents;

  private final BackupRequest.Changes changes;

  Capture(
      EntryMetadata metadata,
      Recorder recorder,
      BackupCounts counts,
      Saver saver,
      Trunk trunk,
      ContentReader contents,
      BackupRequest.Changes changes) {
    this.metadata = metadata;
    this.recorder = recorder;
    this.counts = counts;
    this.saver = saver;
    this.trunk = trunk;
    this.contents = contents;
    this.changes = changes;
  }

  /** An unchanged file: its content is taken over, its metadata is not. */
  void unchanged(Entry entry, FileNode before, Lane lane) throws IOException {
    Described described;
    try {
      described =
          metadata.describe(entry.status(), entry.source().directory().attributes(entry.name()));
    } catch (IOException unreadable) {
      fail(entry, unreadable, lane);
      return;
    }
    counts.content(before.size());
    FileNode node =
        new FileNode(entry.newName(), described.metadata(), before.size(), before.content());
    include(entry, node, described.problem(), lane);
  }

  /** Anything but a directory, or a file for {@link #largeFile}. */
  void small(Entry entry, Lane lane) throws IOException {
    switch (entry.status().kind()) {
      case FILE -> smallFile(entry, lane);
      case SYMLINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> special(entry, lane);
      case SOCKET -> {
        // As in restic: a socket is nothing without the process that made it.
        recorder.excluded(entry.path(), "sockets are not backed up");
        fill(entry, null, lane);
      }
      case DIRECTORY, UNKNOWN -> {
        recorder.failed(entry.path(), "it is an " + entry.status().kind());
        fill(entry, null, lane);
      }
    }
  }

  private void special(Entry entry, Lane lane) throws IOException {
    Directory directory = entry.source().directory();
    FileStatus status = entry.status();
    Node node;
    Described described;
    try {
      Attributes attributes = directory.attributes(entry.name());
      described = metadata.describe(status, attributes);
      node =
          switch (status.kind()) {
            case SYMLINK ->
                new SymlinkNode(
                    entry.newName(), described.metadata(), directory.readLink(entry.name()));
            case BLOCK_DEVICE ->
                new DeviceNode(
                    entry.newName(), described.metadata(), DeviceNode.Kind.BLOCK, status.special());
            case CHARACTER_DEVICE ->
                new DeviceNode(
                    entry.newName(),
                    described.metadata(),
                    DeviceNode.Kind.CHARACTER,
                    status.special());
            case FIFO, FILE, DIRECTORY, SOCKET, UNKNOWN ->
                new FifoNode(entry.newName(), described.metadata());
          };
    } catch (IOException unreadable) {
      fail(entry, unreadable, lane);
      return;
    }
    include(entry, node, described.problem(), lane);
  }

  private void smallFile(Entry entry, Lane lane) throws IOException {
    Described described;
    FileStatus before;
    FileStatus after;
    int length;
    List<BlobId> more = new ArrayList<>(0);
    OpenFile file;
    try {
      file = entry.source().directory().openRead(entry.name());
    } catch (IOException unreadable) {
      fail(entry, unreadable, lane);
      return;
    }
    try (file) {
      try {
        before = file.openedStatus();
        described = metadata.describe(before, file.attributes());
        length = readStart(file, before, lane);
      } catch (IOException unreadable) {
        fail(entry, unreadable, lane);
        return;
      }
      if (length == Lane.SMALL && before.size() != length) {
        // Files of the kernel say that they are empty, others have grown since the walk came by.
        length = readOn(entry, file, more, lane);
        if (length < 0) {
          return;
        }
      }
      try {
        after = file.status();
      } catch (IOException unreadable) {
        fail(entry, unreadable, lane);
        return;
      }
    }
    long size = (long) more.size() * Lane.SMALL + length;
    if (length > 0) {
      more.add(saver.data(lane.scratch(), 0, length, lane));
    }
    counts.content(size);
    FileNode node = new FileNode(entry.newName(), described.metadata(), size, BlobList.of(more));
    include(entry, node, join(described.problem(), changes(before, after, size)), lane);
  }

  private static int readStart(OpenFile file, FileStatus status, Lane lane) throws IOException {
    // One call reads the whole file, unless it says that it is empty.
    int wanted = status.size() == 0 ? Lane.SMALL : (int) Math.min(status.size(), (long) Lane.SMALL);
    return Math.max(0, file.read(0, lane.scratch(), 0, wanted));
  }

  /**
   * Saves full scratches, as chunks of one size, until one is not full, and returns what that
   * holds; −1 when the entry has failed. Readers take any cuts (F33).
   */
  private int readOn(Entry entry, OpenFile file, List<BlobId> saved, Lane lane) throws IOException {
    int length = Lane.SMALL;
    while (length == Lane.SMALL) {
      // Some files of the kernel have no end that anybody reaches (/proc/self/pagemap), and what
      // repeats itself waits for no store.
      Interruption.heed();
      saved.add(saver.data(lane.scratch(), 0, length, lane));
      long position = (long) saved.size() * Lane.SMALL;
      try {
        length = Math.max(0, file.read(position, lane.scratch(), 0, Lane.SMALL));
      } catch (IOException unreadable) {
        fail(entry, unreadable, lane);
        return -1;
      }
    }
    return length;
  }

  /** A file of more than one chunk; to be called by a reader, which it keeps busy. */
  void largeFile(Entry entry, Workers workers) throws IOException {
    OpenFile file;
    try {
      file = entry.source().directory().openRead(entry.name());
    } catch (IOException unreadable) {
      workers.submit(lane -> fail(entry, unreadable, lane));
      return;
    }
    try (file) {
      FileStatus before = file.openedStatus();
      Described described = metadata.describe(before, file.attributes());
      FileInProgress content = new FileInProgress();
      content.note(described.problem());
      contents.read(
          file::read,
          content,
          () -> noteChanges(file, content),
          lane -> endLarge(entry, described, content, lane));
    }
  }

  private void noteChanges(OpenFile file, FileInProgress content) {
    if (content.isAbandoned()) {
      return;
    }
    try {
      content.note(changes(file.openedStatus(), file.status(), content.size()));
    } catch (IOException unreadable) {
      content.note(Reason.of(unreadable));
    }
  }

  private void endLarge(Entry entry, Described described, FileInProgress content, Lane lane)
      throws IOException {
    if (content.isAbandoned()) {
      recorder.failed(entry.path(), content.problem());
      fill(entry, null, lane);
      return;
    }
    FileNode node =
        new FileNode(entry.newName(), described.metadata(), content.size(), content.content());
    include(entry, node, content.problem(), lane);
  }

  private String changes(FileStatus before, FileStatus after, long read) {
    boolean same =
        changes == BackupRequest.Changes.EXPECTED
            || (before.size() == after.size()
                && before.modified().equals(after.modified())
                // Whoever writes can put the time of the content back, but not this one.
                && before.changed().equals(after.changed())
                && (before.size() == read || before.size() == 0));
    return same
        ? ""
        : "it changed while it was read (%d bytes before, %d after, %d read): what is stored may be of two moments"
            .formatted(before.size(), after.size(), read);
  }

  private static String join(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }

  private void fail(Entry entry, IOException unreadable, Lane lane) throws IOException {
    if (changes == BackupRequest.Changes.EXPECTED
        && unreadable instanceof PosixException gone
        && gone.errno() == Errno.ENOENT) {
      recorder.excluded(entry.path(), "it was removed while the copy went on");
      fill(entry, null, lane);
      return;
    }
    recorder.failed(entry.path(), Reason.of(unreadable));
    fill(entry, null, lane);
  }

  private void include(Entry entry, Node node, String problem, Lane lane) throws IOException {
    recorder.included(entry.path(), node, entry.previous(), problem);
    fill(entry, node, lane);
  }

  private void fill(Entry entry, @Nullable Node node, Lane lane) throws IOException {
    if (entry.target().fill(entry.slot(), node)) {
      trunk.save(entry.target(), lane);
    }
  }
}
