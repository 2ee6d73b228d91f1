package io.holdfast.cli.backup;

import io.holdfast.repository.backup.Selection;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a backup will find, beside it, so that somebody can be told how much is left.
 *
 * <p>It is an estimate: what it cannot look at, it passes over, for the backup itself says why.
 */
final class Scan implements AutoCloseable {
  private final Selection selection;
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean closed;

  private Scan(Source.Paths source, Selection selection) {
    this.selection = selection;
    this.thread = Thread.ofPlatform().daemon().name("scan").unstarted(() -> run(source));
  }

  static Scan start(Source.Paths source, Selection selection) {
    var scan = new Scan(source, selection);
    scan.thread.start();
    return scan;
  }

  long files() {
    return files.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /** Whether the numbers are those of the whole. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run(Source.Paths source) {
    for (var path : source.paths()) {
      try {
        root(Host.workingDirectory().resolve(path).normalized());
      } catch (IOException passedOver) {
        // the backup says why
      }
    }
    ended = !closed;
  }

  private void root(BytePath path) throws IOException {
    if (path.names().isEmpty()) {
      try (var root = Directory.open(path)) {
        below(root);
      }
      return;
    }
    try (var parent = Directory.open(path.parent())) {
      var status = parent.find(path.name());
      if (status.isPresent()) {
        entry(parent, path.name(), status.get(), parent.status());
      }
    }
  }

  private void below(Directory directory) throws IOException {
    var own = directory.status();
    var mark = selection.contentExclusion(directory.path(), directory);
    for (var name : directory.names()) {
      if (closed) {
        return;
      }
      if (mark.isPresent() && !Arrays.equals(mark.get().kept(), name)) {
        continue;
      }
      Optional<FileStatus> status = directory.find(name);
      if (status.isPresent()) {
        entry(directory, name, status.get(), own);
      }
    }
  }

  private void entry(Directory directory, byte[] name, FileStatus status, FileStatus parent)
      throws IOException {
    if (selection.exclusion(directory.path().resolve(name), status, parent).isPresent()) {
      return;
    }
    if (status.isFile()) {
      files.increment();
      bytes.add(status.size());
    } else if (status.isDirectory()) {
      try (var inner = directory.openChild(name)) {
        below(inner);
      } catch (IOException passedOver) {
        // the backup says why
      }
    }
  }
}
