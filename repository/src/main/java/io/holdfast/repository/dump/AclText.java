package io.holdfast.repository.dump;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The text form of a POSIX access control list, as {@code getfacl --numeric} has it with commas.
 *
 * <p>Linux keeps the list as a version, 2, and entries of tag, permissions and id ({@code
 * include/uapi/linux/posix_acl_xattr.h}).
 */
final class AclText {
  private static final int VERSION = 2;
  private static final int ENTRY = 8;

  private AclText() {}

  /** Empty when the value is no such list. */
  static Optional<String> of(byte[] value) {
    if (value.length < 4 || (value.length - 4) % ENTRY != 0) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != VERSION) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    while (in.hasRemaining()) {
      int tag = in.getShort();
      int permissions = in.getShort();
      String id = Integer.toUnsignedString(in.getInt());
      String who =
          switch (tag) {
            case 0x01 -> "user::";
            case 0x02 -> "user:" + id + ":";
            case 0x04 -> "group::";
            case 0x08 -> "group:" + id + ":";
            case 0x10 -> "mask::";
            case 0x20 -> "other::";
            default -> "";
          };
      if (who.isEmpty()) {
        return Optional.empty();
      }
      text.append(text.isEmpty() ? "" : ",").append(who);
      text.append((permissions & 4) != 0 ? 'r' : '-');
      text.append((permissions & 2) != 0 ? 'w' : '-');
      text.append((permissions & 1) != 0 ? 'x' : '-');
    }
    return Optional.of(text.toString());
  }
}
