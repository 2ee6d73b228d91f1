package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Counts what a backup will come to, beside it, so that somebody who watches learns how long it
 * takes.
 *
 * <p>What cannot be read is not counted; the backup itself says why. One thread runs it, any may
 * look.
 */
public final class SourceScan {
  private final Source.Files source;
  private final Selection selection;

  private volatile long files;
  private volatile long bytes;
  private volatile boolean finished;

  public SourceScan(Source.Files source, Selection selection) {
    this.source = source;
    this.selection =
        switch (source) {
          case Source.Paths _ -> selection;
          case Source.Volume volume -> VolumeRoot.seenFromRoot(volume, selection);
        };
  }

  /** Regular files found so far. */
  public long files() {
    return files;
  }

  /** Their bytes. */
  public long bytes() {
    return bytes;
  }

  /** Whether the counts are those of the whole source. */
  public boolean isFinished() {
    return finished;
  }

  /** A directory that the scan is in. */
  private record Level(SharedDirectory directory, Iterator<byte[]> names) {}

  /** Counts until all is counted, or the thread is interrupted. */
  public void run() throws IOException {
    switch (source) {
      case Source.Paths paths -> {
        Recorder silent = new Recorder(BackupListener.SILENT, new BackupCounts());
        visit(Targets.of(paths.paths(), Host.workingDirectory(), silent).root());
      }
      case Source.Volume volume -> below(VolumeRoot.open(volume));
    }
    finished = !Thread.currentThread().isInterrupted();
  }

  private void visit(Target target) throws IOException {
    if (!target.isNamed()) {
      for (Target below : target.children().values()) {
        visit(below);
      }
      return;
    }
    BytePath path = target.path();
    try (Directory parent = Directory.open(path.parent())) {
      FileStatus status = path.names().isEmpty() ? parent.status() : parent.status(path.name());
      if (status.isDirectory()) {
        below(SharedDirectory.of(Directory.open(path)));
      } else {
        count(status);
      }
    }
  }

  private void below(SharedDirectory top) throws IOException {
    Deque<Level> open = new ArrayDeque<>();
    try {
      open.push(new Level(top, top.directory().names().iterator()));
      for (Level level = open.peek(); level != null; level = open.peek()) {
        if (level.names().hasNext() && !Thread.currentThread().isInterrupted()) {
          entry(level.directory(), level.names().next(), open);
        } else {
          open.remove().directory().release();
        }
      }
    } finally {
      for (Level left : open) {
        left.directory().release();
      }
    }
  }

  private void entry(SharedDirectory directory, byte[] name, Deque<Level> open) throws IOException {
    SharedDirectory inner = null;
    try {
      FileStatus status = directory.directory().status(name);
      if (selection.exclusion(directory.path(name), status, directory.status()).isPresent()) {
        return;
      }
      if (!status.isDirectory()) {
        count(status);
        return;
      }
      inner = SharedDirectory.of(directory.directory().openChild(name), directory.path(name));
      if (selection.contentExclusion(inner.path(), inner.directory()).isEmpty()) {
        open.push(new Level(inner, inner.directory().names().iterator()));
        inner = null;
      }
    } catch (IOException unreadable) {
      // The backup meets it too, and it is the backup that reports.
    } finally {
      if (inner != null) {
        inner.release();
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts
  private void count(FileStatus status) {
    if (status.isFile()) {
      files++;
      bytes += status.size();
    }
  }
}
