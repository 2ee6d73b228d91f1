package io.holdfast.repository.file;

import io.holdfast.repository.codec.GoQuote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mode, owner, times and extended attributes of an open file or directory, or of an entry by
 * its name; a symbolic link's own, never its target's.
 *
 * <p>A name's extended attributes and mode are reached through {@code /proc/self/fd}, because older
 * kernels have no calls for them that take a directory.
 */
public final class Attributes {
  /** The most that Linux lets a value or a list of names have. */
  private static final int LARGEST = 64 << 10;

  /** 2^32 - 1 means "leave as it is" to the kernel. */
  private static final long LARGEST_ID = 0xffff_fffeL;

  private final Descriptor descriptor;
  private final @Nullable Name name;

  /**
   * @param descriptor of the thing itself, or of the directory that {@code name} is in
   */
  Attributes(Descriptor descriptor, @Nullable Name name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  /**
   * Sets the twelve bits of permission.
   *
   * @throws PosixException with {@link Errno#ENOTSUP} for a symbolic link, which has none on Linux
   */
  public void changeMode(int permissions) throws IOException {
    int bits = permissions & 07777;
    if (name == null) {
      descriptor.call("set the mode of", SystemCall.FCHMOD, bits, 0, 0);
      return;
    }
    Name entry = name.attempting("set the mode of");
    int flags = Flags.O_PATH | Flags.O_NOFOLLOW;
    try (Descriptor opened = entry.open(flags, flags, 0);
        Scratch scratch = Scratch.take()) {
      if (opened.status().isSymlink()) {
        throw new PosixException(
            "set the mode of", opened.path().toString(), Errno.ENOTSUP.number());
      }
      byte[] proc = ("/proc/self/fd/" + opened.number()).getBytes(StandardCharsets.US_ASCII);
      entry.check(
          scratch, scratch.call(SystemCall.FCHMODAT, Flags.AT_FDCWD, scratch.text(proc), bits));
    }
  }

  /**
   * Sets the owner; -1 leaves user or group as they are. May clear set-id bits of the mode.
   *
   * @throws PosixException with {@link Errno#EINVAL} for an id that no account can have, instead of
   *     the account that its lower 32 bits would name
   */
  public void changeOwner(long userId, long groupId) throws IOException {
    if (!isOwner(userId) || !isOwner(groupId)) {
      throw failure("make " + userId + ":" + groupId + " the owner of", Errno.EINVAL.number());
    }
    if (name == null) {
      descriptor.call("set the owner of", SystemCall.FCHOWN, userId, groupId, 0);
    } else {
      name.attempting("set the owner of")
          .call(SystemCall.FCHOWNAT, userId, groupId, Flags.AT_SYMLINK_NOFOLLOW);
    }
  }

  private static boolean isOwner(long id) {
    return id >= -1 && id <= LARGEST_ID;
  }

  /** Sets the times of last access and change of content. */
  public void changeTimes(Timestamp accessed, Timestamp modified) throws IOException {
    if (name != null) {
      name.attempting("set the times of").times(accessed, modified);
      return;
    }
    try (Scratch scratch = Scratch.take()) {
      scratch.times(accessed, modified);
      descriptor.check(
          "set the times of",
          scratch,
          scratch.call(SystemCall.UTIMENSAT, descriptor.number(), 0, scratch.struct(), 0));
    }
  }

  /**
   * All extended attributes; none where the file system has no such thing.
   *
   * @throws PosixException when one of them cannot be read, or its name is not UTF-8
   */
  public List<ExtendedAttribute> extended() throws IOException {
    List<String> names = extendedNames();
    if (names.isEmpty()) {
      return List.of();
    }
    List<ExtendedAttribute> attributes = new ArrayList<>(names.size());
    for (String attribute : names) {
      extended(attribute)
          .ifPresent(value -> attributes.add(new ExtendedAttribute(attribute, value)));
    }
    return attributes;
  }

  /** The names of all extended attributes that this user may see. */
  public List<String> extendedNames() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long bulk = scratch.bulk().address();
      long length =
          call(scratch, SystemCall.FLISTXATTR, SystemCall.LLISTXATTR, bulk, LARGEST, 0, 0);
      if (length == -1) {
        if (scratch.errno() == Errno.ENOTSUP.number()) {
          return List.of();
        }
        throw failure("list the extended attributes of", scratch.errno());
      }
      return split(scratch.bytes(0, (int) length));
    }
  }

  private List<String> split(byte[] list) throws IOException {
    if (list.length == 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < list.length; i++) {
      if (list[i] == 0) {
        names.add(decode(list, start, i - start));
        start = i + 1;
      }
    }
    return names;
  }

  private String decode(byte[] list, int offset, int length) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(list, offset, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      byte[] shown = new byte[length];
      System.arraycopy(list, offset, shown, 0, length);
      PosixException failure =
          failure(
              "take over the extended attribute \"" + GoQuote.printable(shown) + "\" of",
              Errno.EILSEQ.number());
      failure.initCause(e);
      throw failure;
    }
  }

  /** An extended attribute's value; empty when there is none of this name. */
  public Optional<byte[]> extended(String attribute) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long bulk = scratch.bulk().address();
      long text = attributeText(scratch, attribute);
      long length =
          call(scratch, SystemCall.FGETXATTR, SystemCall.LGETXATTR, text, bulk, LARGEST, 0);
      if (length == -1) {
        if (scratch.errno() == Errno.ENODATA.number()) {
          return Optional.empty();
        }
        throw failure("read the extended attribute \"" + attribute + "\" of", scratch.errno());
      }
      return Optional.of(scratch.bytes(0, (int) length));
    }
  }

  /** Sets an extended attribute, in place of the one of this name. */
  public void putExtended(ExtendedAttribute attribute) throws IOException {
    String attempted = "set the extended attribute \"" + attribute.name() + "\" of";
    byte[] value = attribute.value();
    if (value.length > LARGEST) {
      throw failure(attempted, Errno.E2BIG.number());
    }
    try (Scratch scratch = Scratch.take()) {
      long bulk = scratch.bulk(value);
      long text = attributeText(scratch, attribute.name());
      long done =
          call(scratch, SystemCall.FSETXATTR, SystemCall.LSETXATTR, text, bulk, value.length, 0);
      if (done == -1) {
        throw failure(attempted, scratch.errno());
      }
    }
  }

  /** Removes an extended attribute; nothing happens when there is none of this name. */
  public void removeExtended(String attribute) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long text = attributeText(scratch, attribute);
      long done = call(scratch, SystemCall.FREMOVEXATTR, SystemCall.LREMOVEXATTR, text, 0, 0, 0);
      if (done == -1 && scratch.errno() != Errno.ENODATA.number()) {
        throw failure("remove the extended attribute \"" + attribute + "\" of", scratch.errno());
      }
    }
  }

  /** A call on the descriptor, or its twin on the path of a symbolic link itself. */
  private long call(
      Scratch scratch, SystemCall open, SystemCall named, long b, long c, long d, long e)
      throws IOException {
    return name == null
        ? scratch.call(open, descriptor.number(), b, c, d, e)
        : scratch.call(named, scratch.text(name.throughProc()), b, c, d, e);
  }

  private long attributeText(Scratch scratch, String attribute) throws IOException {
    byte[] text = attribute.getBytes(StandardCharsets.UTF_8);
    if (text.length == 0 || !Scratch.fits(text) || attribute.indexOf('\0') >= 0) {
      throw failure("use the extended attribute \"" + attribute + "\" of", Errno.ERANGE.number());
    }
    return scratch.secondText(text);
  }

  private PosixException failure(String attempted, int number) {
    BytePath path = name == null ? descriptor.path() : name.path();
    return new PosixException(attempted, path.toString(), number);
  }
}
