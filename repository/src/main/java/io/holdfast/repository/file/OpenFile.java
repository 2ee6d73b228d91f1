package io.holdfast.repository.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A regular file that is open; reads and writes at positions, so many threads may use it at once.
 *
 * <p>Whoever opened it closes it when no call runs any more.
 */
public final class OpenFile implements AutoCloseable {
  private final Descriptor descriptor;
  private final FileStatus opened;

  OpenFile(Descriptor descriptor, FileStatus opened) {
    this.descriptor = descriptor;
    this.opened = opened;
  }

  /** What it was when it was opened. */
  public FileStatus openedStatus() {
    return opened;
  }

  /** What it is now. */
  public FileStatus status() throws IOException {
    return descriptor.status();
  }

  /** Its mode, owner, times and extended attributes. */
  public Attributes attributes() {
    return new Attributes(descriptor, null);
  }

  /**
   * Reads {@code length} bytes from {@code position} on, fewer only where the file ends.
   *
   * @return how many were read, or -1 when there are none
   */
  public int read(long position, byte[] out, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, out.length);
    int done = 0;
    try (Scratch scratch = Scratch.take()) {
      MemorySegment bulk = scratch.bulk();
      while (done < length) {
        int wanted = Math.min(length - done, Scratch.BULK);
        long count =
            descriptor.check(
                "read",
                scratch,
                scratch.call(
                    SystemCall.PREAD,
                    descriptor.number(),
                    bulk.address(),
                    wanted,
                    position + done));
        if (count == 0) {
          break;
        }
        MemorySegment.copy(bulk, ValueLayout.JAVA_BYTE, 0, out, offset + done, (int) count);
        done += (int) count;
      }
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /** Writes {@code length} bytes to {@code position} on; all of them unless it throws. */
  public void write(long position, byte[] content, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, content.length);
    int done = 0;
    try (Scratch scratch = Scratch.take()) {
      MemorySegment bulk = scratch.bulk();
      while (done < length) {
        int wanted = Math.min(length - done, Scratch.BULK);
        MemorySegment.copy(content, offset + done, bulk, ValueLayout.JAVA_BYTE, 0, wanted);
        done +=
            (int)
                descriptor.check(
                    "write",
                    scratch,
                    scratch.call(
                        SystemCall.PWRITE,
                        descriptor.number(),
                        bulk.address(),
                        wanted,
                        position + done));
      }
    }
  }

  /** Cuts the file, or lengthens it by a hole. */
  public void truncate(long size) throws IOException {
    descriptor.call("set the size of", SystemCall.FTRUNCATE, size, 0, 0);
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
