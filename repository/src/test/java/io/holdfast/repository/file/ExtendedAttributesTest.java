package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedAttributesTest {
  private static final ExtendedAttribute COMMENT =
      new ExtendedAttribute("user.comment", name("a\0b\u00ff"));

  @TempDir Path folder;
  private Directory directory;

  @BeforeEach
  void open() throws IOException {
    directory = Names.open(folder);
    directory.createFile(name("file\u00ff"), 0600).close();
    try {
      attributes("file\u00ff").putExtended(COMMENT);
    } catch (PosixException e) {
      if (e.errno() == Errno.ENOTSUP) {
        abort("the file system of " + folder + " has no extended attributes");
      }
      throw e;
    }
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  private Attributes attributes(String name) throws IOException {
    return directory.attributes(name(name));
  }

  @Test
  void reads_lists_replaces_and_removes_by_name() throws IOException {
    Attributes attributes = attributes("file\u00ff");
    attributes.putExtended(new ExtendedAttribute("user.empty", new byte[0]));
    attributes.putExtended(new ExtendedAttribute("user.ü", name("1")));
    attributes.putExtended(new ExtendedAttribute("user.ü", name("2")));

    assertThat(attributes.extended())
        .containsExactlyInAnyOrder(
            COMMENT,
            new ExtendedAttribute("user.empty", new byte[0]),
            new ExtendedAttribute("user.ü", name("2")));

    attributes.removeExtended("user.ü");
    attributes.removeExtended("user.ü");
    assertThat(attributes.extendedNames()).containsExactlyInAnyOrder("user.comment", "user.empty");
    assertThat(attributes.extended("user.ü")).isEmpty();
  }

  @Test
  void reads_and_sets_by_open_file_and_open_directory() throws IOException {
    try (OpenFile file = directory.openWrite(name("file\u00ff"))) {
      file.attributes().putExtended(new ExtendedAttribute("user.second", name("2")));

      assertThat(file.attributes().extended())
          .containsExactlyInAnyOrder(COMMENT, new ExtendedAttribute("user.second", name("2")));
    }
    directory.attributes().putExtended(COMMENT);
    assertThat(directory.attributes().extended()).containsExactly(COMMENT);
    directory.attributes().removeExtended("user.comment");
    assertThat(directory.attributes().extended()).isEmpty();
  }

  @Test
  void those_of_links_and_fifos_are_their_own() throws IOException {
    Privilege.needsRoot();
    directory.createSymlink(name("link"), name("file\u00ff"));
    directory.createNode(name("fifo"), EntryKind.FIFO, 0600, 0);
    ExtendedAttribute trusted = new ExtendedAttribute("trusted.origin", name("x"));

    assertThat(attributes("link").extended()).isEmpty();
    attributes("link").putExtended(trusted);
    attributes("fifo").putExtended(trusted);

    assertThat(attributes("link").extended()).containsExactly(trusted);
    assertThat(attributes("fifo").extended()).containsExactly(trusted);
    assertThat(attributes("file\u00ff").extended()).containsExactly(COMMENT);
    attributes("link").removeExtended("trusted.origin");
    assertThat(attributes("link").extended()).isEmpty();
    assertThatThrownBy(() -> attributes("link").putExtended(COMMENT))
        .extracting(e -> ((PosixException) e).errno())
        .isEqualTo(Errno.EPERM);
  }

  @Test
  void a_value_beyond_64_kib_is_refused() {
    byte[] large = new byte[(64 << 10) + 1];

    assertThatThrownBy(
            () -> attributes("file\u00ff").putExtended(new ExtendedAttribute("user.a", large)))
        .hasMessage(
            "cannot set the extended attribute \"user.a\" of \""
                + folder
                + "/file\\xff\": too large (E2BIG)");
  }

  @Test
  void a_value_of_64_kib_is_carried() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/shm")), "no tmpfs, which has large values");
    Path shared = Files.createTempFile(Path.of("/dev/shm"), "holdfast", "");
    byte[] value = new byte[64 << 10];
    value[value.length - 1] = 1;
    try (Directory memory = Directory.open(BytePath.of("/dev/shm"));
        OpenFile file = memory.openWrite(BytePath.of(shared.toString()).name())) {
      // Some kernels limit values in memory to less; root's space is not limited so.
      Privilege.needsRoot();
      file.attributes().putExtended(new ExtendedAttribute("trusted.large", value));

      assertThat(file.attributes().extended("trusted.large")).hasValue(value);
    } finally {
      Files.delete(shared);
    }
  }

  @Test
  void a_name_that_is_not_text_is_named_in_the_failure() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")),
        "python3, which sets such names, is missing");
    run(
        "/usr/bin/python3",
        "-c",
        "import os,sys; os.setxattr(os.fsencode(sys.argv[1]) + b'/file\\xff', b'user.\\xfe', b'')",
        folder.toString());

    assertThatThrownBy(() -> attributes("file\u00ff").extended())
        .hasMessage(
            "cannot take over the extended attribute \"user.\\xfe\" of \""
                + folder
                + "/file\\xff\": not UTF-8 (EILSEQ)");
  }

  @Test
  void access_control_lists_pass_through() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setfacl")), "setfacl (package acl) is missing");
    directory.createDirectory(name("one"), 0750);
    directory.createDirectory(name("two"), 0700);
    run("setfacl", "-m", "u:1234:rw-,g:5678:r-x,d:u:1234:r--", folder.resolve("one").toString());

    List<ExtendedAttribute> lists = attributes("one").extended();
    for (ExtendedAttribute list : lists) {
      attributes("two").putExtended(list);
    }

    assertThat(lists)
        .extracting(ExtendedAttribute::name)
        .containsExactlyInAnyOrder("system.posix_acl_access", "system.posix_acl_default");
    assertThat(accessControl("two"))
        .contains("user:1234:rw-", "default:user:1234:r--")
        .isEqualTo(accessControl("one"));
  }

  private String accessControl(String name) throws IOException {
    return run("getfacl", "-cnp", folder.resolve(name).toString());
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
