package io.holdfast.repository.dump;

import io.holdfast.repository.codec.GoText;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeOwner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** What the header of a tar entry cannot hold, as records of {@code length keyword=value}. */
final class PaxRecords {
  private static final int NAME = 100;
  private static final int ACCOUNT = 32;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PaxRecords() {}

  static PaxRecords of(byte[] name, byte[] target, Node node) {
    PaxRecords records = new PaxRecords();
    NodeMetadata metadata = node.metadata();
    records.paths(name, target);
    if (node instanceof FileNode file && file.size() > TarArchive.LARGEST_SIZE) {
      records.add("size", Long.toString(file.size()));
    }
    records.owner(metadata.owner());
    records.time("mtime", metadata.times().modified());
    if (!metadata.times().accessed().equals(metadata.times().modified())) {
      records.add("atime", seconds(metadata.times().accessed()));
    }
    for (ExtendedAttribute attribute : metadata.extendedAttributes()) {
      records.attribute(attribute);
    }
    return records;
  }

  private void paths(byte[] name, byte[] target) {
    boolean longName = name.length > NAME || (!isAscii(name) && GoText.isValid(name));
    boolean longTarget = target.length > NAME || (!isAscii(target) && GoText.isValid(target));
    if ((longName && !GoText.isValid(name)) || (longTarget && !GoText.isValid(target))) {
      add("hdrcharset", "BINARY");
    }
    if (longName) {
      add("path", name);
    }
    if (longTarget) {
      add("linkpath", target);
    }
  }

  private void owner(NodeOwner owner) {
    if (owner.userId() > TarArchive.LARGEST_ID) {
      add("uid", Long.toString(owner.userId()));
    }
    if (owner.groupId() > TarArchive.LARGEST_ID) {
      add("gid", Long.toString(owner.groupId()));
    }
    account("uname", owner.user());
    account("gname", owner.group());
  }

  private void account(String keyword, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= ACCOUNT || !isAscii(bytes)) {
      add(keyword, bytes);
    }
  }

  private void time(String keyword, Instant time) {
    if (time.getNano() != 0
        || time.getEpochSecond() < 0
        || time.getEpochSecond() > TarArchive.LARGEST_SIZE) {
      add(keyword, seconds(time));
    }
  }

  /** Seconds with nine decimals; before 1970, the decimals count away from zero. */
  private static String seconds(Instant time) {
    long whole = time.getEpochSecond();
    int nanos = time.getNano();
    if (whole >= 0 || nanos == 0) {
      return String.format(Locale.ROOT, "%d.%09d", whole, nanos);
    }
    return String.format(Locale.ROOT, "-%d.%09d", -(whole + 1), 1_000_000_000 - nanos);
  }

  /** Access control lists as text, which is the form that tar programs take them in. */
  private void attribute(ExtendedAttribute attribute) {
    switch (attribute.name()) {
      case "system.posix_acl_access" -> acl("SCHILY.acl.access", attribute);
      case "system.posix_acl_default" -> acl("SCHILY.acl.default", attribute);
      default -> other(attribute);
    }
  }

  private void acl(String keyword, ExtendedAttribute attribute) {
    AclText.of(attribute.value())
        .ifPresentOrElse(text -> add(keyword, text), () -> other(attribute));
  }

  private void other(ExtendedAttribute attribute) {
    // The first '=' ends the keyword, so such a name cannot be told in a record.
    if (attribute.name().indexOf('=') < 0) {
      add("SCHILY.xattr." + attribute.name(), attribute.value());
    }
  }

  private void add(String keyword, String value) {
    add(keyword, value.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String keyword, byte[] value) {
    byte[] start = (" " + keyword + "=").getBytes(StandardCharsets.UTF_8);
    int length = start.length + value.length + 1;
    int total = length + String.valueOf(length).length();
    if (length + String.valueOf(total).length() != total) {
      total++;
    }
    out.writeBytes(String.valueOf(total).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(start);
    out.writeBytes(value);
    out.write('\n');
  }

  private static boolean isAscii(byte[] bytes) {
    int bits = 0;
    for (byte b : bytes) {
      bits |= b;
    }
    return bits >= 0;
  }

  boolean isEmpty() {
    return out.size() == 0;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
