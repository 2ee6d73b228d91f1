package io.holdfast.repository.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C library's look-ups of users and groups.
 *
 * <p>{@code struct passwd} and {@code struct group} begin alike on 64-bit systems: pointers to name
 * and password, then the id.
 */
enum AccountDatabase {
  USERS("getpwuid_r", "getpwnam_r", "user"),
  GROUPS("getgrgid_r", "getgrnam_r", "group");

  private static final int STRUCT = 64;
  private static final int ID = 16;
  private static final int SMALLEST = 4 << 10;

  /** Members of a group come with it; a directory service must not exhaust our memory. */
  private static final int LARGEST = 4 << 20;

  private final MethodHandle byId;
  private final MethodHandle byName;
  private final String words;

  AccountDatabase(String byId, String byName, String words) {
    Platform.current();
    this.byId = LibC.idFunction(byId);
    this.byName = LibC.nameFunction(byName);
    this.words = words;
  }

  /** A user or a group. */
  record Account(String name, long id) {}

  Optional<Account> find(long id) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return find(arena, String.valueOf(id), out -> LibC.byId(byId, (int) id, out));
    }
  }

  Optional<Account> find(String name) throws IOException {
    if (name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      return find(arena, name, out -> LibC.byName(byName, text, out));
    }
  }

  /** Takes memory for the structure, for what it points to, and for the pointer to it. */
  @FunctionalInterface
  private interface Function {
    int call(MemorySegment[] out);
  }

  private Optional<Account> find(Arena arena, String wanted, Function function)
      throws PosixException {
    int size = SMALLEST;
    while (true) {
      MemorySegment structure = arena.allocate(STRUCT, 8);
      MemorySegment strings = arena.allocate(size);
      MemorySegment result = arena.allocate(ADDRESS);
      int error = function.call(new MemorySegment[] {structure, strings, result});
      if (error == 0) {
        boolean found = result.get(ADDRESS, 0).address() != 0;
        return found ? Optional.of(account(structure, strings)) : Optional.empty();
      }
      switch (Errno.of(error)) {
        case ERANGE -> {
          if (size >= LARGEST) {
            throw new PosixException("look up the " + words, wanted, error);
          }
          size *= 4;
        }
        case EINTR -> {}
        // What C libraries say besides 0 when there is no such account: getpwnam(3).
        case ENOENT, ESRCH, EBADF, EPERM -> {
          return Optional.empty();
        }
        default -> throw new PosixException("look up the " + words, wanted, error);
      }
    }
  }

  private static Account account(MemorySegment structure, MemorySegment strings) {
    long offset = structure.get(ADDRESS, 0).address() - strings.address();
    return new Account(
        strings.getString(offset), Integer.toUnsignedLong(structure.get(JAVA_INT, ID)));
  }
}
