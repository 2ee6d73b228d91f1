package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesTest {
  @TempDir Path folder;
  private Directory directory;

  @BeforeEach
  void open() throws IOException {
    directory = Names.open(folder);
    directory.createFile(name("file"), 0600).close();
    directory.createSymlink(name("link"), name("file"));
    directory.createNode(name("fifo"), EntryKind.FIFO, 0600, 0);
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Test
  void sets_all_twelve_bits_of_the_mode() throws IOException {
    directory.createDirectory(name("child"), 0700);
    directory.attributes(name("fifo")).changeMode(0612);
    directory.attributes(name("child")).changeMode(07751);
    try (OpenFile file = directory.openWrite(name("file"))) {
      file.attributes().changeMode(06755);
      assertThat(file.status().permissions()).isEqualTo(06755);
    }
    directory.attributes().changeMode(01700);

    assertThat(directory.status(name("fifo")).mode()).isEqualTo(010612);
    assertThat(directory.status(name("child")).mode()).isEqualTo(047751);
    assertThat(directory.status().mode()).isEqualTo(041700);
  }

  @Test
  void sets_the_mode_of_what_nobody_may_open() throws IOException {
    directory.createFile(name("closed"), 0).close();

    directory.attributes(name("closed")).changeMode(0644);

    assertThat(directory.status(name("closed")).permissions()).isEqualTo(0644);
  }

  @Test
  void never_changes_a_mode_through_a_link() throws IOException {
    assertErrno(Errno.ENOTSUP, () -> directory.attributes(name("link")).changeMode(0777));

    assertThat(directory.status(name("file")).permissions()).isEqualTo(0600);
  }

  @Test
  void sets_owners_of_entries_and_links_themselves() throws IOException {
    Privilege.needsRoot();

    directory.attributes(name("link")).changeOwner(1234, 5678);
    directory.attributes(name("fifo")).changeOwner(-1, 4_294_967_294L);
    try (OpenFile file = directory.openWrite(name("file"))) {
      file.attributes().changeOwner(4_294_967_294L, -1);
    }

    assertOwner("link", 1234, 5678);
    assertOwner("fifo", 0, 4_294_967_294L);
    assertOwner("file", 4_294_967_294L, 0);
  }

  @Test
  void an_id_beyond_32_bits_does_not_become_root() throws IOException {
    long wraps = 1L << 32;

    assertErrno(Errno.EINVAL, () -> directory.attributes(name("file")).changeOwner(wraps, -1));
    assertErrno(Errno.EINVAL, () -> directory.attributes(name("file")).changeOwner(-1, wraps - 1));
    assertErrno(Errno.EINVAL, () -> directory.attributes(name("file")).changeOwner(-2, 0));
  }

  private void assertOwner(String name, long userId, long groupId) throws IOException {
    assertThat(directory.status(name(name)).userId()).isEqualTo(userId);
    assertThat(directory.status(name(name)).groupId()).isEqualTo(groupId);
  }

  @Test
  void sets_times_to_the_nanosecond_also_before_1970_and_of_links() throws IOException {
    Timestamp early = new Timestamp(-1, 999_999_999);
    Timestamp late = new Timestamp(4_000_000_001L, 1);
    for (String name : new String[] {"file", "link", "fifo"}) {
      directory.attributes(name(name)).changeTimes(early, late);

      assertTimes(directory.status(name(name)), early, late);
    }
    Timestamp other = new Timestamp(0, 0);
    directory.attributes(name("link")).changeTimes(other, other);
    assertTimes(directory.status(name("file")), early, late);

    directory.attributes().changeTimes(late, early);
    assertTimes(directory.status(), late, early);
  }

  @Test
  void sets_times_far_away_where_the_file_system_has_room() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/shm")), "no tmpfs, which keeps 64 bits, in /dev/shm");
    Path shared = Files.createTempDirectory(Path.of("/dev/shm"), "holdfast");
    Timestamp past = new Timestamp(-60_000_000_000L, 5);
    Timestamp future = new Timestamp(250_000_000_000L, 7);

    try (Directory memory = Names.open(shared)) {
      memory.attributes().changeTimes(past, future);

      assertTimes(memory.status(), past, future);
    }
    Files.delete(shared);
  }

  private static void assertTimes(FileStatus status, Timestamp accessed, Timestamp modified) {
    assertThat(status.accessed()).isEqualTo(accessed);
    assertThat(status.modified()).isEqualTo(modified);
  }

  @Test
  void reading_leaves_the_access_time() throws IOException {
    Timestamp longAgo = new Timestamp(1_000_000_000, 0);
    directory.createDirectory(name("child"), 0700);
    for (String name : new String[] {"file", "child"}) {
      directory.attributes(name(name)).changeTimes(longAgo, longAgo);
    }

    try (OpenFile file = directory.openRead(name("file"));
        Directory child = directory.openChild(name("child"))) {
      file.read(0, new byte[1], 0, 1);
      child.names();
    }

    assertThat(directory.status(name("file")).accessed()).isEqualTo(longAgo);
    assertThat(directory.status(name("child")).accessed()).isEqualTo(longAgo);
  }

  @Test
  void opens_a_file_of_another_user_though_its_access_time_then_changes() throws Throwable {
    Files.writeString(folder.resolve("file"), "content");
    directory.attributes(name("file")).changeMode(0644);
    directory.attributes().changeMode(0755);
    directory.createDirectory(name("child"), 0755);
    byte[] content = new byte[7];

    try (Privilege _ = Privilege.dropped();
        OpenFile file = directory.openRead(name("file"));
        Directory child = directory.openChild(name("child"))) {
      assertThat(file.read(0, content, 0, 7)).isEqualTo(7);
      assertThat(child.names()).isEmpty();
    }

    assertThat(content).isEqualTo(name("content"));
  }

  private static void assertErrno(Errno errno, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOf(PosixException.class)
        .extracting(e -> ((PosixException) e).errno())
        .isEqualTo(errno);
  }
}
