package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static io.holdfast.repository.file.Names.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
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
  void exchanges_two_directories_in_one_step() throws IOException {
    Files.createDirectory(folder.resolve("live"));
    Files.writeString(folder.resolve("live/old"), "old");
    Files.createDirectory(folder.resolve("restored"));
    Files.writeString(folder.resolve("restored/new"), "new");

    directory.exchange("restored".getBytes(UTF_8), directory, "live".getBytes(UTF_8));

    assertThat(folder.resolve("live/new")).hasContent("new");
    assertThat(folder.resolve("restored/old")).hasContent("old");
  }

  @Test
  void lists_every_name_of_a_large_directory_once_and_again() throws IOException {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "a-name-of-some-length-" + i;
      directory.createNode(name(name), EntryKind.FILE, 0600, 0);
      expected.add(name);
    }

    for (int round = 0; round < 2; round++) {
      List<byte[]> names = directory.names();
      assertThat(names).hasSize(20_000);
      assertThat(names.stream().map(Names::text)).allMatch(expected::contains);
    }
  }

  @Test
  void lists_kinds_with_the_names() throws IOException {
    directory.createFile(name("file"), 0600).close();
    directory.createDirectory(name("directory"), 0700);
    directory.createSymlink(name("link"), name("nowhere"));
    directory.createNode(name("fifo"), EntryKind.FIFO, 0600, 0);
    directory.createNode(name("socket"), EntryKind.SOCKET, 0600, 0);

    Map<String, EntryKind> kinds = new HashMap<>();
    directory.list((name, kind) -> kinds.put(text(name), kind));

    assertThat(kinds)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "file", EntryKind.FILE,
                "directory", EntryKind.DIRECTORY,
                "link", EntryKind.SYMLINK,
                "fifo", EntryKind.FIFO,
                "socket", EntryKind.SOCKET));
  }

  @Test
  void carries_names_of_any_bytes() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char b = 1; b < 256; b++) {
      all.append(b == '/' ? 'x' : b);
    }
    List<String> names =
        List.of(all.toString(), "\u00ff\u00fe", "a\nb", "\"'`$(x)", " ", "-rf", "\u00c3\u00bc");
    for (String name : names) {
      directory.createFile(name(name), 0600).close();
    }

    assertThat(directory.names().stream().map(Names::text))
        .containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(directory.status(name(name)).isFile()).isTrue();
      directory.removeFile(name(name));
    }
    assertThat(directory.names()).isEmpty();
  }

  @Test
  void listing_can_be_nested() throws IOException {
    for (String outer : List.of("a", "b", "c")) {
      directory.createDirectory(name(outer), 0700);
      try (Directory child = directory.openChild(name(outer))) {
        child.createDirectory(name(outer + outer), 0700);
      }
    }

    Set<String> found = new HashSet<>();
    directory.list((outer, _) -> {
      try (Directory child = directory.openChild(outer)) {
        child.list((inner, _) -> found.add(text(outer) + "/" + text(inner)));
      }
    });

    assertThat(found).containsExactlyInAnyOrder("a/aa", "b/bb", "c/cc");
  }

  @Test
  void a_planted_link_is_not_followed() throws IOException {
    directory.createDirectory(name("target"), 0700);
    directory.createFile(name("file"), 0600).close();
    directory.createSymlink(name("to-directory"), name("target"));
    directory.createSymlink(name("to-file"), name("file"));
    directory.createSymlink(name("to-nothing"), name("made-by-mistake"));

    assertErrno(Errno.ENOTDIR, () -> directory.openChild(name("to-directory")));
    assertErrno(Errno.ELOOP, () -> directory.openRead(name("to-file")));
    assertErrno(Errno.ELOOP, () -> directory.openWrite(name("to-file")));
    assertErrno(Errno.EEXIST, () -> directory.createFile(name("to-nothing"), 0600));
    assertErrno(Errno.EEXIST, () -> directory.createDirectory(name("to-directory"), 0700));
    assertErrno(Errno.ENOTDIR, () -> directory.removeDirectory(name("to-directory")));
    assertThat(directory.status(name("to-directory")).isSymlink()).isTrue();
    assertThat(directory.find(name("made-by-mistake"))).isEmpty();
  }

  @Test
  void stays_the_same_directory_when_it_is_moved_and_a_link_takes_its_place() throws IOException {
    directory.createDirectory(name("outside"), 0700);
    directory.createDirectory(name("inside"), 0700);
    try (Directory inside = directory.openChild(name("inside"))) {
      directory.rename(name("inside"), directory, name("moved"));
      directory.createSymlink(name("inside"), name("outside"));

      inside.createFile(name("restored"), 0600).close();
      inside.attributes(name("restored")).changeMode(0640);
    }

    assertThat(folder.resolve("moved/restored")).exists();
    assertThat(folder.resolve("outside")).isEmptyDirectory();
  }

  @Test
  void a_fifo_in_place_of_a_file_does_not_hang() throws IOException {
    directory.createNode(name("pipe"), EntryKind.FIFO, 0600, 0);

    assertThatThrownBy(() -> directory.openRead(name("pipe")))
        .isInstanceOf(UnexpectedKindException.class)
        .hasMessage("cannot open \"" + folder + "/pipe\": it is a fifo, expected a regular file");
    assertThatThrownBy(() -> directory.openWrite(name("pipe")))
        .isInstanceOf(UnexpectedKindException.class);
  }

  @Test
  void refused_files_leave_no_descriptor_open() throws IOException {
    directory.createNode(name("pipe"), EntryKind.FIFO, 0600, 0);
    int before = openDescriptors();

    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> directory.openRead(name("pipe"))).isNotNull();
      directory.createFile(name("file"), 0600).close();
      directory.openRead(name("file")).close();
      directory.attributes(name("file")).changeMode(0600);
      directory.removeFile(name("file"));
    }

    assertThat(openDescriptors()).isLessThan(before + 25);
  }

  private static int openDescriptors() throws IOException {
    try (Directory open = Directory.open(BytePath.of("/proc/self/fd"))) {
      return open.names().size();
    }
  }

  @Test
  void links_renames_and_removes() throws IOException {
    directory.createFile(name("a"), 0600).close();
    directory.createDirectory(name("child"), 0700);
    try (Directory child = directory.openChild(name("child"))) {
      directory.link(name("a"), child, name("b"));
      assertThat(child.status(name("b")).links()).isEqualTo(2);
      assertThat(child.status(name("b")).inode()).isEqualTo(directory.status(name("a")).inode());

      child.rename(name("b"), directory, name("c"));
      assertThat(child.names()).isEmpty();
    }
    assertErrno(Errno.EISDIR, () -> directory.removeFile(name("child")));
    assertErrno(Errno.ENOTDIR, () -> directory.removeDirectory(name("c")));
    directory.removeDirectory(name("child"));
    directory.removeFile(name("a"));

    assertThat(directory.names()).containsExactly(name("c"));
  }

  @Test
  void a_hard_link_to_a_symbolic_link_is_one() throws IOException {
    directory.createSymlink(name("link"), name("nowhere"));

    directory.link(name("link"), directory, name("second"));

    assertThat(directory.status(name("second")).isSymlink()).isTrue();
    assertThat(directory.status(name("link")).links()).isEqualTo(2);
  }

  @Test
  void a_full_directory_is_not_removed() throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("full")).resolve("file"));

    assertErrno(Errno.ENOTEMPTY, () -> directory.removeDirectory(name("full")));
  }

  @Test
  void symbolic_links_carry_any_bytes() throws IOException {
    byte[] longest = name("x/".repeat(2000) + "\u00ff\n");
    directory.createSymlink(name("odd"), name("\u00ff\n../ü"));
    directory.createSymlink(name("long"), longest);

    assertThat(directory.readLink(name("odd"))).isEqualTo(name("\u00ff\n../ü"));
    assertThat(directory.readLink(name("long"))).isEqualTo(longest);
    assertErrno(Errno.ENAMETOOLONG, () -> directory.createSymlink(name("x"), new byte[5000]));
    assertErrno(Errno.EINVAL, () -> directory.readLink(name("..")));
  }

  @Test
  void a_closed_directory_says_so() throws IOException {
    directory.close();
    directory.close();

    assertThatThrownBy(directory::names)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot use \"" + folder + "\": it was closed before");
  }

  private static void assertErrno(Errno errno, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOf(PosixException.class)
        .extracting(e -> ((PosixException) e).errno())
        .isEqualTo(errno);
  }
}
