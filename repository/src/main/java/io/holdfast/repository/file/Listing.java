package io.holdfast.repository.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads a directory by {@code getdents64}, whose records are the same on every architecture. */
final class Listing {
  private static final int LENGTH = 16;
  private static final int KIND = 18;
  private static final int NAME = 19;

  private final Descriptor directory;

  Listing(Descriptor directory) {
    this.directory = directory;
  }

  void read(Directory.Entries entries) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      MemorySegment bulk = scratch.bulk();
      int number = directory.number();
      check(scratch, scratch.call(SystemCall.LSEEK, number, 0, Flags.SEEK_SET));
      while (true) {
        int filled =
            (int)
                check(
                    scratch,
                    scratch.call(SystemCall.GETDENTS, number, bulk.address(), Scratch.BULK));
        if (filled == 0) {
          return;
        }
        pass(scratch, filled, entries);
      }
    }
  }

  private static void pass(Scratch scratch, int filled, Directory.Entries entries)
      throws IOException {
    MemorySegment bulk = scratch.bulk();
    int at = 0;
    while (at < filled) {
      int next = at + Short.toUnsignedInt(bulk.get(ValueLayout.JAVA_SHORT, at + LENGTH));
      int end = at + NAME;
      while (end < next && bulk.get(ValueLayout.JAVA_BYTE, end) != 0) {
        end++;
      }
      byte[] name = scratch.bytes(at + NAME, end - at - NAME);
      if (!isDots(name)) {
        entries.entry(name, EntryKind.ofDirent(bulk.get(ValueLayout.JAVA_BYTE, at + KIND)));
      }
      at = next;
    }
  }

  private static boolean isDots(byte[] name) {
    return (name.length == 1 && name[0] == '.')
        || (name.length == 2 && name[0] == '.' && name[1] == '.');
  }

  private long check(Scratch scratch, long result) throws PosixException {
    return directory.check("list", scratch, result);
  }
}
