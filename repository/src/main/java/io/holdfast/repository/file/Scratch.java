package io.holdfast.repository.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Foreign memory for the arguments and answers of one system call at a time, taken from a pool.
 *
 * <p>The pool has no owner per thread, so virtual threads share it as platform threads do; what
 * does not fit back in is left to the garbage collector.
 */
final class Scratch implements AutoCloseable {
  /** Room in {@link #bulk}: for listings, file content, extended attributes. */
  static final int BULK = 256 << 10;

  /** {@code PATH_MAX}, with its NUL. */
  private static final int PATH = 4096;

  private static final int SECOND = PATH;
  private static final int STRUCT = 2 * PATH;
  private static final int SLOTS = 32;
  private static final AtomicReferenceArray<@Nullable Scratch> POOL =
      new AtomicReferenceArray<>(SLOTS);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment state = arena.allocate(LibC.CALL_STATE);
  private final MemorySegment block = arena.allocate(STRUCT + FileStatus.BYTES, 16);
  private @Nullable MemorySegment bulk;
  private boolean taken;

  private Scratch() {}

  static Scratch take() {
    Platform.current();
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < 4; i++) {
      Scratch free = POOL.getAndSet((start + i) & (SLOTS - 1), null);
      if (free != null) {
        free.taken = true;
        return free;
      }
    }
    Scratch fresh = new Scratch();
    fresh.taken = true;
    return fresh;
  }

  @Override
  public void close() {
    if (taken) {
      taken = false;
      int start = (int) Thread.currentThread().threadId();
      for (int i = 0; i < 4; i++) {
        if (POOL.compareAndSet((start + i) & (SLOTS - 1), null, this)) {
          return;
        }
      }
    }
  }

  /** Calls the kernel, again when a signal interrupted it: its answer, or -1. */
  long call(SystemCall call, long a, long b, long c, long d, long e) {
    long result;
    do {
      result = LibC.syscall(state, call, a, b, c, d, e);
    } while (result == -1 && errno() == Errno.EINTR.number() && call != SystemCall.CLOSE);
    return result;
  }

  long call(SystemCall call, long a, long b, long c, long d) {
    return call(call, a, b, c, d, 0);
  }

  long call(SystemCall call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0);
  }

  long call(SystemCall call, long a) {
    return call(call, a, 0, 0, 0, 0);
  }

  /** Why the last call failed. */
  int errno() {
    return LibC.errno(state);
  }

  /** Where {@code text} stands with a NUL behind it, until the next call of this method. */
  long text(byte[] text) {
    return put(text, 0);
  }

  /** Like {@link #text}, beside it. */
  long secondText(byte[] text) {
    return put(text, SECOND);
  }

  /** Callers have checked the length: see {@link #fits}. */
  private long put(byte[] text, int offset) {
    MemorySegment.copy(text, 0, block, ValueLayout.JAVA_BYTE, offset, text.length);
    block.set(ValueLayout.JAVA_BYTE, offset + text.length, (byte) 0);
    return block.address() + offset;
  }

  /** Whether the kernel takes a path or a target of this length. */
  static boolean fits(byte[] text) {
    return text.length < PATH;
  }

  /** Where a structure of up to 256 bytes stands. */
  long struct() {
    return block.address() + STRUCT;
  }

  FileStatus status() {
    return FileStatus.at(block, STRUCT);
  }

  /** Puts two {@code struct timespec} into {@link #struct}. */
  void times(Timestamp accessed, Timestamp modified) {
    block.set(ValueLayout.JAVA_LONG, STRUCT, accessed.seconds());
    block.set(ValueLayout.JAVA_LONG, STRUCT + 8, accessed.nanoseconds());
    block.set(ValueLayout.JAVA_LONG, STRUCT + 16, modified.seconds());
    block.set(ValueLayout.JAVA_LONG, STRUCT + 24, modified.nanoseconds());
  }

  /** {@link #BULK} bytes. */
  MemorySegment bulk() {
    MemorySegment memory = bulk;
    if (memory == null) {
      memory = arena.allocate(BULK, 16);
      bulk = memory;
    }
    return memory;
  }

  /** Where {@code content} stands, copied into {@link #bulk}. */
  long bulk(byte[] content) {
    MemorySegment.copy(content, 0, bulk(), ValueLayout.JAVA_BYTE, 0, content.length);
    return bulk().address();
  }

  /** A copy of bytes that a call left in {@link #bulk}. */
  byte[] bytes(int offset, int length) {
    byte[] copy = new byte[length];
    MemorySegment.copy(bulk(), ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    return copy;
  }
}
