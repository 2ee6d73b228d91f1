package io.holdfast.repository.backup;

import io.holdfast.repository.backup.BackupRequest.Labels;
import io.holdfast.repository.backup.EntryMetadata.Described;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.task.Tasks;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Backs up bytes that come from a stream, as one file. */
final class StreamBackup {
  private final ContentReader contents;
  private final Trunk trunk;
  private final Recorder recorder;
  private final Labels labels;

  StreamBackup(ContentReader contents, Trunk trunk, Recorder recorder, Labels labels) {
    this.contents = contents;
    this.trunk = trunk;
    this.recorder = recorder;
    this.labels = labels;
  }

  static Targets targets(Source.Stream stream) {
    BytePath absolute = absolute(stream);
    if (absolute.names().isEmpty()) {
      throw new IllegalArgumentException("a stream needs the name of a file");
    }
    return new Targets(new Target(absolute), List.of(Targets.text(absolute)));
  }

  private static BytePath absolute(Source.Stream stream) {
    return BytePath.of("/").resolve(stream.path()).normalized();
  }

  void run(Source.Stream stream, Tasks readers) throws IOException {
    BytePath path = absolute(stream);
    List<byte[]> names = path.names();
    DirectoryInProgress directory = new DirectoryInProgress(null);
    BytePath at = BytePath.of("/");
    for (byte[] name : names.subList(0, names.size() - 1)) {
      at = at.resolve(name);
      int slot = directory.reserve();
      Described described = new Described(metadata(FileMode.DIRECTORY | 0755), "");
      DirectoryInProgress inner =
          new DirectoryInProgress(
              new DirectoryInProgress.Place(
                  directory, slot, at, NodeName.of(name), described, null));
      directory.end();
      directory = inner;
    }
    DirectoryInProgress holder = directory;
    int slot = holder.reserve();
    holder.end();
    FileInProgress file = new FileInProgress();
    Workers.Work whenComplete =
        lane -> {
          FileNode node =
              new FileNode(
                  NodeName.of(names.getLast()), metadata(0644), file.size(), file.content());
          recorder.included(path, node, null, "");
          if (holder.fill(slot, node)) {
            trunk.save(holder, lane);
          }
        };
    readers.submit(() -> read(stream, file, whenComplete));
  }

  private void read(Source.Stream stream, FileInProgress file, Workers.Work whenComplete)
      throws IOException {
    try (InputStream in = stream.input().open()) {
      contents.read(
          (_, out, offset, length) -> in.readNBytes(out, offset, length),
          file,
          () -> {},
          lane -> {
            // A stream that broke is worth nothing: whoever joins the workers hears of it.
            if (file.isAbandoned()) {
              throw new IOException("cannot read %s: %s".formatted(stream.path(), file.problem()));
            }
            stream.input().finished();
            whenComplete.run(lane);
          });
    }
  }

  private NodeMetadata metadata(int mode) {
    return NodeMetadata.made(new FileMode(mode), labels.author().owner(), labels.time());
  }
}
