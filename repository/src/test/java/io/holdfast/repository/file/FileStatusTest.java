package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStatusTest {
  @TempDir Path folder;
  private Directory directory;

  @BeforeEach
  void open() throws IOException {
    directory = Names.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Test
  void equals_what_the_jdk_reads_for_every_kind() throws IOException {
    Files.writeString(folder.resolve("file"), "content");
    Files.createLink(folder.resolve("hard-link"), folder.resolve("file"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    Files.createDirectory(folder.resolve("directory"));
    directory.createNode(name("fifo"), EntryKind.FIFO, 0640, 0);
    directory.createNode(name("socket"), EntryKind.SOCKET, 0600, 0);

    assertThat(assertSame("file")).isEqualTo(EntryKind.FILE);
    assertThat(assertSame("hard-link")).isEqualTo(EntryKind.FILE);
    assertThat(assertSame("link")).isEqualTo(EntryKind.SYMLINK);
    assertThat(assertSame("directory")).isEqualTo(EntryKind.DIRECTORY);
    assertThat(assertSame("fifo")).isEqualTo(EntryKind.FIFO);
    assertThat(assertSame("socket")).isEqualTo(EntryKind.SOCKET);
    assertThat(directory.status(name("hard-link")).links()).isEqualTo(2);
    assertThat(directory.status(name("fifo")).permissions()).isEqualTo(0640);
  }

  @Test
  void equals_what_the_jdk_reads_for_devices() throws IOException {
    Privilege.needsRoot();
    long largest = FileStatus.makeDevice(0xabc, 0xfedcb);
    directory.createNode(name("character"), EntryKind.CHARACTER_DEVICE, 0600, 0x0103);
    directory.createNode(name("block"), EntryKind.BLOCK_DEVICE, 0600, largest);

    assertThat(assertSame("character")).isEqualTo(EntryKind.CHARACTER_DEVICE);
    assertThat(assertSame("block")).isEqualTo(EntryKind.BLOCK_DEVICE);
    assertThat(directory.status(name("character")).special()).isEqualTo(0x0103);
    assertThat(directory.status(name("block")).special()).isEqualTo(largest);
  }

  @Fact({"F26", "F31"})
  // restic writes st_dev and st_rdev as the kernel's stat call encodes them.
  @Test
  void encodes_device_numbers_as_makedev_does() {
    assertThat(FileStatus.makeDevice(8, 1)).isEqualTo(0x801);
    assertThat(FileStatus.makeDevice(254, 0)).isEqualTo(0xfe00);
    assertThat(FileStatus.makeDevice(0xabc, 0xfedcb)).isEqualTo(0xfedabccbL);
    assertThat(FileStatus.makeDevice(0x12345678, 0x9abcdef0L)).isEqualTo(0x123459abcde678f0L);
  }

  private EntryKind assertSame(String name) throws IOException {
    FileStatus status = directory.status(name(name));
    Map<String, Object> expected =
        Files.readAttributes(folder.resolve(name), "unix:*", LinkOption.NOFOLLOW_LINKS);

    assertThat(status.device()).isEqualTo(expected.get("dev"));
    assertThat(status.inode()).isEqualTo(expected.get("ino"));
    assertThat(status.special()).isEqualTo(expected.get("rdev"));
    assertThat(status.mode()).isEqualTo(expected.get("mode"));
    assertThat(status.links()).isEqualTo(number(expected.get("nlink")));
    assertThat(status.userId()).isEqualTo(number(expected.get("uid")));
    assertThat(status.groupId()).isEqualTo(number(expected.get("gid")));
    assertThat(status.size()).isEqualTo(expected.get("size"));
    assertThat(status.modified().instant()).isEqualTo(instant(expected.get("lastModifiedTime")));
    assertThat(status.accessed().instant()).isEqualTo(instant(expected.get("lastAccessTime")));
    assertThat(status.changed().instant()).isEqualTo(instant(expected.get("ctime")));
    return status.kind();
  }

  private static @Nullable Object number(@Nullable Object integer) {
    return integer instanceof Integer number ? number.longValue() : null;
  }

  private static @Nullable Object instant(@Nullable Object time) {
    return time instanceof FileTime fileTime ? fileTime.toInstant() : null;
  }
}
