package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A tar archive as POSIX.1-2001 has it (pax): what the old header cannot hold stands in records
 * before it.
 */
final class TarArchive implements Archive {
  private static final int BLOCK = 512;

  /** What the fields of a header have room for; the rest stands in {@link PaxRecords}. */
  static final long LARGEST_ID = 07777777;

  static final long LARGEST_SIZE = 077777777777L;

  private final OutputStream out;
  private long left;
  private long size;

  TarArchive(OutputStream out) {
    this.out = out;
  }

  @Override
  public void begin(TreePath path, Node node) throws IOException {
    byte[] name = Archive.name(path, node);
    byte[] target = node instanceof SymlinkNode link ? link.target() : new byte[0];
    size = node instanceof FileNode file ? file.size() : 0;
    left = size;
    PaxRecords records = PaxRecords.of(name, target, node);
    if (!records.isEmpty()) {
      byte[] content = records.bytes();
      out.write(header("x", "PaxHeaders/entry", content.length));
      out.write(content);
      pad(content.length);
    }
    out.write(header(name, target, node));
  }

  private byte[] header(byte[] name, byte[] target, Node node) {
    NodeMetadata metadata = node.metadata();
    byte[] header = new byte[BLOCK];
    text(header, 0, 100, name);
    octal(header, 100, 8, metadata.mode().chmodBits());
    octal(header, 108, 8, within(metadata.owner().userId(), LARGEST_ID));
    octal(header, 116, 8, within(metadata.owner().groupId(), LARGEST_ID));
    octal(header, 124, 12, within(size, LARGEST_SIZE));
    long seconds = metadata.times().modified().getEpochSecond();
    octal(header, 136, 12, within(seconds, LARGEST_SIZE));
    header[156] = type(node);
    text(header, 157, 100, target);
    text(header, 265, 32, metadata.owner().user().getBytes(StandardCharsets.UTF_8));
    text(header, 297, 32, metadata.owner().group().getBytes(StandardCharsets.UTF_8));
    if (node instanceof DeviceNode device) {
      octal(header, 329, 8, within(major(device.device()), LARGEST_ID));
      octal(header, 337, 8, within(minor(device.device()), LARGEST_ID));
    }
    return finished(header);
  }

  private static byte[] header(String type, String name, long length) {
    byte[] header = new byte[BLOCK];
    text(header, 0, 100, name.getBytes(StandardCharsets.US_ASCII));
    octal(header, 100, 8, 0644);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, length);
    octal(header, 136, 12, 0);
    header[156] = (byte) type.charAt(0);
    return finished(header);
  }

  private static byte type(Node node) {
    return switch (node) {
      case FileNode _ -> '0';
      case SymlinkNode _ -> '2';
      case DeviceNode device ->
          switch (device.kind()) {
            case CHARACTER -> '3';
            case BLOCK -> '4';
          };
      case DirectoryNode _ -> '5';
      case FifoNode _ -> '6';
      default -> throw new IllegalStateException(node + " cannot stand in an archive");
    };
  }

  private static long major(long device) {
    return ((device >>> 8) & 0xfff) | ((device >>> 32) & 0xfffff000L);
  }

  private static long minor(long device) {
    return (device & 0xff) | ((device >>> 12) & 0xffffff00L);
  }

  /** What does not fit stands in a record. */
  private static long within(long value, long largest) {
    return value < 0 || value > largest ? 0 : value;
  }

  private static void text(byte[] header, int at, int room, byte[] text) {
    System.arraycopy(text, 0, header, at, Math.min(room, text.length));
  }

  private static void octal(byte[] header, int at, int room, long value) {
    String digits = Long.toOctalString(value);
    String padded = "0".repeat(room - 1 - digits.length()) + digits;
    System.arraycopy(padded.getBytes(StandardCharsets.US_ASCII), 0, header, at, padded.length());
  }

  private static byte[] finished(byte[] header) {
    text(header, 257, 8, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, 148, 7, sum);
    return header;
  }

  @Override
  public void content(byte[] bytes) throws IOException {
    left -= bytes.length;
    if (left < 0) {
      throw new IOException("a file has more content than the %d bytes it says".formatted(size));
    }
    out.write(bytes);
  }

  @Override
  public void end() throws IOException {
    if (left != 0) {
      throw new IOException(
          "a file has %d bytes of content less than the %d it says".formatted(left, size));
    }
    pad(size);
  }

  private void pad(long length) throws IOException {
    out.write(new byte[(int) (-length & (BLOCK - 1))]);
  }

  @Override
  public void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }
}
