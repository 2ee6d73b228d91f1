package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.codec.GoText;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A zip archive with Unix modes, which {@link java.util.zip.ZipOutputStream} cannot write; what has
 * no place in one (fifos and devices) is left out, a symbolic link's content is its target.
 *
 * <p>Every entry has the form for large files (Zip64), as its length after compression is not known
 * before. Source: APPNOTE.TXT 6.3.10.
 */
final class ZipArchive implements Archive, AutoCloseable {
  private static final int VERSION = 45;
  private static final int UNIX = 3;
  private static final int DESCRIPTOR_FOLLOWS = 0x0008;
  private static final int NAME_IS_UTF8 = 0x0800;
  private static final int DEFLATED = 8;
  private static final int ZIP64 = 0x0001;
  private static final int UNIX_TIME = 0x5455;

  private final OutputStream out;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final CRC32 checksum = new CRC32();
  private final byte[] piece = new byte[64 << 10];
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long entries;
  private long written;
  private long start;
  private boolean open;
  private byte[] name = {};
  private byte[] target = {};
  private int mode;
  private long seconds;

  ZipArchive(OutputStream out) {
    this.out = out;
  }

  @Override
  public void begin(TreePath path, Node node) throws IOException {
    open = node instanceof FileNode || node instanceof DirectoryNode || node instanceof SymlinkNode;
    if (!open) {
      return;
    }
    name = Archive.name(path, node);
    if (name.length > 0xffff) {
      throw new IOException("cannot dump %s: a zip holds names up to 65535 bytes".formatted(path));
    }
    target = node instanceof SymlinkNode link ? link.target() : new byte[0];
    mode = node.metadata().mode().statMode();
    seconds = node.metadata().times().modified().getEpochSecond();
    start = written;
    checksum.reset();
    deflater.reset();
    ByteBuffer header = little(30 + 9 + 20);
    header.putInt(0x04034b50);
    common(header, 0, 0xffffffffL, 0xffffffffL);
    header.putShort((short) name.length).putShort((short) (9 + 20));
    put(header);
    put(name);
    ByteBuffer extra = little(9 + 20);
    time(extra);
    extra.putShort((short) ZIP64).putShort((short) 16).putLong(0).putLong(0);
    put(extra);
    if (target.length > 0) {
      content(target);
    }
  }

  /** The fields that an entry has both in front of its content and in the directory. */
  private void common(ByteBuffer header, int crc, long compressed, long plain) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.clamp(seconds, 315532800L, 4354819198L), 0, ZoneOffset.UTC);
    header.putShort((short) VERSION);
    header.putShort((short) (DESCRIPTOR_FOLLOWS | (GoText.isValid(name) ? NAME_IS_UTF8 : 0)));
    header.putShort((short) DEFLATED);
    header.putShort(
        (short) ((time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2)));
    header.putShort(
        (short)
            (((time.getYear() - 1980) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth()));
    header.putInt(crc).putInt((int) compressed).putInt((int) plain);
  }

  private void time(ByteBuffer extra) {
    extra.putShort((short) UNIX_TIME).putShort((short) 5).put((byte) 1);
    extra.putInt(Math.clamp(seconds, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  @Override
  public void content(byte[] bytes) throws IOException {
    checksum.update(bytes);
    deflater.setInput(bytes);
    while (!deflater.needsInput()) {
      deflate();
    }
  }

  private void deflate() throws IOException {
    int count = deflater.deflate(piece);
    out.write(piece, 0, count);
    written += count;
  }

  @Override
  public void end() throws IOException {
    if (!open) {
      return;
    }
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    long plain = deflater.getBytesRead();
    long compressed = deflater.getBytesWritten();
    int crc = (int) checksum.getValue();
    put(little(24).putInt(0x08074b50).putInt(crc).putLong(compressed).putLong(plain));
    ByteBuffer entry = little(46 + 9 + 28);
    entry.putInt(0x02014b50).putShort((short) ((UNIX << 8) | VERSION));
    common(entry, crc, 0xffffffffL, 0xffffffffL);
    entry.putShort((short) name.length).putShort((short) (9 + 28));
    entry.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    entry.putInt(mode << 16).putInt(0xffffffff);
    directory.writeBytes(filled(entry));
    directory.writeBytes(name);
    ByteBuffer extra = little(9 + 28);
    time(extra);
    extra.putShort((short) ZIP64).putShort((short) 24);
    extra.putLong(plain).putLong(compressed).putLong(start);
    directory.writeBytes(filled(extra));
    entries++;
  }

  @Override
  public void finish() throws IOException {
    long at = written;
    byte[] all = directory.toByteArray();
    put(all);
    long end = written;
    ByteBuffer last = little(56 + 20 + 22);
    last.putInt(0x06064b50).putLong(44).putShort((short) VERSION).putShort((short) VERSION);
    last.putInt(0).putInt(0).putLong(entries).putLong(entries);
    last.putLong(all.length).putLong(at);
    last.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    last.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    last.putShort((short) 0xffff).putShort((short) 0xffff);
    last.putInt(0xffffffff).putInt(0xffffffff).putShort((short) 0);
    put(last);
    out.flush();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] filled(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void put(ByteBuffer buffer) throws IOException {
    put(filled(buffer));
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
