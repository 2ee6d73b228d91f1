package io.holdfast.repository.backup;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.chunk.ChunkerParameters;
import java.io.IOException;

/** Reads large content, cuts it, and hands the chunks to the workers. */
final class ContentReader {
  /** What is read before looking for cuts: enough to be fast, little enough to begin soon. */
  private static final int PIECE = 1 << 20;

  private final ChunkerParameters chunking;
  private final ReadBuffers buffers;
  private final Workers workers;
  private final Saver saver;
  private final BackupCounts counts;

  ContentReader(
      ChunkerParameters chunking,
      ReadBuffers buffers,
      Workers workers,
      Saver saver,
      BackupCounts counts) {
    this.chunking = chunking;
    this.buffers = buffers;
    this.workers = workers;
    this.saver = saver;
    this.counts = counts;
  }

  /** Content that can be read from any position on. */
  @FunctionalInterface
  interface Content {
    /** Reads as much as it can; 0 or less at the end. */
    int read(long position, byte[] out, int offset, int length) throws IOException;
  }

  /**
   * Reads all of {@code content} into {@code file}, and ends or abandons that.
   *
   * @param whenComplete done by whoever stores the last chunk
   * @throws IOException when the chunks cannot be stored; not when the content cannot be read
   */
  void read(Content content, FileInProgress file, Runnable afterReading, Workers.Work whenComplete)
      throws IOException {
    Pass pass = new Pass(file, whenComplete, buffers.take());
    try {
      pass.run(content);
    } finally {
      pass.buffer.release();
    }
    afterReading.run();
    if (file.end()) {
      workers.submit(whenComplete);
    }
  }

  /** One file's way through the buffers. */
  private final class Pass {
    private final FileInProgress file;
    private final Workers.Work whenComplete;
    private final Chunker chunker = chunking.newChunker();
    private ReadBuffers.Buffer buffer;
    private int start;
    private int end;

    Pass(FileInProgress file, Workers.Work whenComplete, ReadBuffers.Buffer buffer) {
      this.file = file;
      this.whenComplete = whenComplete;
      this.buffer = buffer;
    }

    void run(Content content) throws IOException {
      long position = 0;
      while (true) {
        if (end == buffer.bytes().length) {
          makeRoom();
        }
        int count;
        try {
          int room = Math.min(PIECE, buffer.bytes().length - end);
          count = content.read(position, buffer.bytes(), end, room);
        } catch (IOException unreadable) {
          file.abandon(Reason.of(unreadable));
          return;
        }
        if (count <= 0) {
          break;
        }
        position += count;
        cut(count);
      }
      if (end > start) {
        submit(start, end);
      }
    }

    private void cut(int count) throws IOException {
      int from = end;
      end += count;
      for (int cut = chunker.cut(buffer.bytes(), from, end);
          cut >= 0;
          cut = chunker.cut(buffer.bytes(), from, end)) {
        submit(start, cut);
        start = cut;
        from = cut;
      }
    }

    /**
     * The chunk that has begun goes on in another buffer, or, when it fills this one, in a larger.
     */
    private void makeRoom() throws IOException {
      if (start == 0) {
        // Nothing was cut from it yet, so no worker has it.
        buffer.grow();
        return;
      }
      ReadBuffers.Buffer next = buffers.take();
      if (next.bytes().length < end - start) {
        next.grow(); // this one had grown, and the next has not
      }
      System.arraycopy(buffer.bytes(), start, next.bytes(), 0, end - start);
      buffer.release();
      buffer = next;
      end -= start;
      start = 0;
    }

    private void submit(int from, int to) throws IOException {
      int length = to - from;
      int place = file.add(length);
      ReadBuffers.Buffer held = buffer;
      held.retain();
      workers.submit(lane -> {
        boolean complete;
        try {
          complete = file.stored(place, saver.data(held.bytes(), from, length, lane));
        } finally {
          held.release();
        }
        counts.content(length);
        if (complete) {
          whenComplete.run(lane);
        }
      });
    }
  }
}
