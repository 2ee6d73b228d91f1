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

  /** What its messages call it. */
  public BytePath path() {
    return descriptor.path();
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

  /**
   * Where the first data at or after {@code position} lies, or -1 when only a hole follows; {@code
   * position} itself where the file system knows no holes.
   */
  public long dataFrom(long position) throws IOException {
    return seek(Flags.SEEK_DATA, position);
  }

  /**
   * Where the first hole at or after {@code position} lies, the file's end being one; -1 when
   * {@code position} is not inside the file.
   */
  public long holeFrom(long position) throws IOException {
    return seek(Flags.SEEK_HOLE, position);
  }

  private long seek(int whence, long position) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long found = scratch.call(SystemCall.LSEEK, descriptor.number(), position, whence);
      if (found == -1 && scratch.errno() == Errno.ENXIO.number()) {
        return -1;
      }
      return descriptor.check("look for holes in", scratch, found);
    }
  }

  /**
   * Makes a hole: the range reads as zeros and takes no space; the size stays.
   *
   * @return false when the file system cannot
   */
  public boolean punchHole(long position, long length) throws IOException {
    return allocate(Flags.FALLOCATE_PUNCH_HOLE | Flags.FALLOCATE_KEEP_SIZE, position, length);
  }

  /**
   * Reserves space for {@code length} bytes from {@code position} on; the size stays.
   *
   * @return false when the file system cannot
   */
  public boolean reserve(long position, long length) throws IOException {
    return allocate(Flags.FALLOCATE_KEEP_SIZE, position, length);
  }

  private boolean allocate(int mode, long position, long length) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long done = scratch.call(SystemCall.FALLOCATE, descriptor.number(), mode, position, length);
      if (done == -1 && scratch.errno() == Errno.ENOTSUP.number()) {
        return false;
      }
      descriptor.check("reserve space for", scratch, done);
      return true;
    }
  }

  /** What the kernel should expect. */
  public enum Advice {
    NORMAL(0),
    RANDOM(1),
    SEQUENTIAL(2),
    WILL_NEED(3),
    DONT_NEED(4);

    private final int number;

    Advice(int number) {
      this.number = number;
    }
  }

  /** Tells the kernel how a range will be used; a length of 0 reaches to the end. */
  public void advise(Advice advice, long position, long length) throws IOException {
    descriptor.call("advise on", SystemCall.FADVISE, position, length, advice.number);
  }

  /** Returns once content and attributes would survive a power loss. */
  public void sync() throws IOException {
    descriptor.call("sync", SystemCall.FSYNC, 0, 0, 0);
  }

  /** Returns once the content would survive a power loss. */
  public void syncContent() throws IOException {
    descriptor.call("sync", SystemCall.FDATASYNC, 0, 0, 0);
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
