package io.holdfast.repository.backup;

import io.holdfast.repository.task.Tasks;
import io.holdfast.repository.tree.FileNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hands entries to workers and readers; used by the walk's thread alone. */
final class Dispatch {
  // Small files take less time than waking a thread, so they go in batches.
  private static final int MOST_ENTRIES = 16;
  private static final long MOST_BYTES = 1 << 20;

  private final Workers workers;
  private final Tasks readers;
  private final Capture capture;
  private final Trunk trunk;

  private List<Job> batch = new ArrayList<>();
  private long batchBytes;

  Dispatch(Workers workers, Tasks readers, Capture capture, Trunk trunk) {
    this.workers = workers;
    this.readers = readers;
    this.capture = capture;
    this.trunk = trunk;
  }

  /** One entry's part of a batch. */
  private record Job(Entry entry, Workers.Work work) {}

  void unchanged(Entry entry, FileNode before) throws IOException {
    add(entry, lane -> capture.unchanged(entry, before, lane), 0);
  }

  void changed(Entry entry) throws IOException {
    long size = entry.status().isFile() ? entry.status().size() : 0;
    if (size <= Lane.SMALL) {
      add(entry, lane -> capture.small(entry, lane), size);
      return;
    }
    entry.source().retain();
    readers.submit(() -> {
      try {
        capture.largeFile(entry, workers);
      } finally {
        entry.source().release();
      }
    });
  }

  /** The walk has left a directory. */
  void ended(DirectoryInProgress directory) throws IOException {
    if (directory.end()) {
      workers.submit(lane -> trunk.save(directory, lane));
    }
  }

  private void add(Entry entry, Workers.Work work, long bytes) throws IOException {
    entry.source().retain();
    batch.add(new Job(entry, work));
    batchBytes += bytes;
    if (batch.size() >= MOST_ENTRIES || batchBytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Sends what has gathered. */
  void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    List<Job> jobs = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    workers.submit(lane -> {
      for (Job job : jobs) {
        try {
          job.work().run(lane);
        } finally {
          job.entry().source().release();
        }
      }
    });
  }
}
