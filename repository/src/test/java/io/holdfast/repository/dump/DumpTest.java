package io.holdfast.repository.dump;

import static io.holdfast.repository.SnapshotFixture.TIME;
import static io.holdfast.repository.SnapshotFixture.metadata;
import static io.holdfast.repository.SnapshotFixture.symlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.testkit.peer.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
  private static final String LONG = "long-".repeat(40);

  @TempDir private Path directory;

  private SnapshotFixture.Batch snapshot;

  @BeforeEach
  void prepare() throws IOException {
    snapshot = new SnapshotFixture(new MemoryObjectStore()).batch();
  }

  @AfterEach
  void close() {
    snapshot.close();
  }

  @Test
  void writes_the_content_of_a_file() throws IOException {
    byte[] first = bytes(1, 3_000_000);
    byte[] second = bytes(2, 4_000_000);
    BlobId tree = snapshot.tree(snapshot.directory("d", snapshot.file("f", first, second, first)));

    byte[] dumped = dump(tree, DumpRequest.Format.TAR, "d", "f");

    assertThat(dumped).hasSize(10_000_000).startsWith(first).endsWith(first);
  }

  @Test
  void says_what_cannot_be_dumped() throws IOException {
    BlobId tree = snapshot.tree(symlink("link", "target"));

    assertThatThrownBy(() -> dump(tree, DumpRequest.Format.TAR, "absent"))
        .hasMessageContaining("/absent");
    assertThatThrownBy(() -> dump(tree, DumpRequest.Format.TAR, "link"))
        .hasMessageContaining("neither a file nor a directory");
  }

  @Test
  void a_small_file_is_read_whole() throws IOException {
    BlobId tree =
        snapshot.tree(snapshot.directory("d", snapshot.file("f", bytes(1, 70), bytes(2, 30))));
    Dump dump = new Dump(snapshot.reopen());

    assertThat(dump.smallFile(tree, path("d", "f"), 100).orElseThrow())
        .startsWith(bytes(1, 70))
        .endsWith(bytes(2, 30));
    assertThat(dump.smallFile(tree, path("d", "absent"), 100)).isEmpty();
  }

  @Test
  void a_file_larger_than_expected_is_not_read() throws IOException {
    // What the node says of its size is not to be believed.
    FileNode file = snapshot.sized(snapshot.file("f", bytes(1, 101)), 5);
    BlobId tree = snapshot.tree(file);
    Dump dump = new Dump(snapshot.reopen());

    assertThatThrownBy(() -> dump.smallFile(tree, path("f"), 100))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read /f: it has more than the 100 bytes that are expected of it");
  }

  @Test
  void what_is_no_file_is_not_read_as_one() throws IOException {
    BlobId tree = snapshot.tree(snapshot.directory("d"));
    Dump dump = new Dump(snapshot.reopen());

    assertThatThrownBy(() -> dump.smallFile(tree, path("d"), 100))
        .hasMessage("cannot read /d: it is no file");
    assertThatThrownBy(() -> dump.smallFile(tree, TreePath.ROOT, 100))
        .hasMessage("cannot read /: it is no file");
  }

  private static TreePath path(String... names) {
    return TreePath.of(Arrays.stream(names).map(NodeName::of).toList());
  }

  @Test
  void tar_unpacks_the_archive_of_a_directory() throws IOException {
    BlobId tree = everything();
    Path archive = directory.resolve("dump.tar");
    Files.write(archive, dump(tree, DumpRequest.Format.TAR, "d"));
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));

    Program.of(List.of("tar", "--xattrs", "-xpf", archive.toString()))
        .in(unpacked)
        .run(Duration.ofMinutes(1))
        .exits(0);

    Path d = unpacked.resolve("d");
    assertThat(d.resolve("small")).hasContent("hello");
    assertThat(d.resolve(LONG)).hasContent("long");
    assertThat(d.resolve("sub/large")).hasBinaryContent(bytes(1, 1_234_567));
    assertThat(Files.readSymbolicLink(d.resolve("link"))).hasToString("t".repeat(150));
    assertThat(Files.getLastModifiedTime(d.resolve("small")).toInstant()).isEqualTo(TIME);
    assertThat(Files.getLastModifiedTime(d.resolve("sub")).toInstant()).isEqualTo(TIME);
    assertThat(Files.getAttribute(d.resolve("small"), "user:x")).isEqualTo(new byte[] {0, '\n', 1});
    assertThat(Files.getAttribute(d.resolve("small"), "unix:mode")).isEqualTo(0100640);
    String listing =
        Program.of(List.of("ls", "-1b", d.toString())).run(Duration.ofMinutes(1)).output();
    assertThat(listing).contains("odd\\377\\nname");
  }

  @Test
  void an_archive_has_files_as_their_blobs_are_whatever_their_size_says() throws IOException {
    BlobId tree = snapshot.tree(snapshot.file("f", "hello").withSize(4));
    Path archive = Files.write(directory.resolve("dump.tar"), dump(tree, DumpRequest.Format.TAR));

    var content =
        Program.of(List.of("tar", "-xOf", archive.toString(), "f")).run(Duration.ofMinutes(1));

    assertThat(content.exits(0).output()).isEqualTo("hello");
  }

  @Test
  void java_reads_the_zip_of_a_directory() throws IOException {
    BlobId tree = everything();
    Path archive = directory.resolve("dump.zip");
    Files.write(archive, dump(tree, DumpRequest.Format.ZIP));

    try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1);
        Stream<? extends ZipEntry> entries = zip.stream()) {
      assertThat(entries.map(ZipEntry::getName))
          .contains("d/", "d/small", "d/" + LONG, "d/sub/", "d/sub/large", "d/link");
      assertThat(zip.getInputStream(zip.getEntry("d/sub/large")).readAllBytes())
          .isEqualTo(bytes(1, 1_234_567));
      assertThat(zip.getEntry("d/small").getLastModifiedTime().toInstant().getEpochSecond())
          .isEqualTo(TIME.getEpochSecond());
    }
  }

  @Test
  void a_missing_blob_ends_the_dump_with_its_path() throws IOException {
    var file = snapshot.file("f", bytes(1, 1000));
    BlobId tree =
        snapshot.tree(
            new io.holdfast.repository.tree.FileNode(
                file.name(),
                file.metadata(),
                5,
                io.holdfast.repository.tree.BlobList.of(
                    List.of(new BlobId(io.holdfast.repository.id.Sha256.of(new byte[5]))))));

    assertThatThrownBy(() -> dump(tree, DumpRequest.Format.TAR))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/f");
  }

  private BlobId everything() throws IOException {
    var odd = snapshot.file("x", "odd");
    return snapshot.tree(
        snapshot.directory(
            "d",
            snapshot.file(
                "small",
                metadata(
                    0640,
                    NodeLinks.NONE,
                    TIME,
                    ExtendedAttribute.of("user.x", new byte[] {0, '\n', 1})),
                "hello".getBytes(StandardCharsets.UTF_8)),
            snapshot.file(LONG, "long"),
            new io.holdfast.repository.tree.FileNode(
                NodeName.of(new byte[] {'o', 'd', 'd', (byte) 0xff, '\n', 'n', 'a', 'm', 'e'}),
                odd.metadata(),
                odd.size(),
                odd.content()),
            symlink("link", "t".repeat(150)),
            snapshot.directory("sub", snapshot.file("large", bytes(1, 1_234_567)))));
  }

  private byte[] dump(BlobId tree, DumpRequest.Format format, String... path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TreePath at = TreePath.of(Stream.of(path).map(NodeName::of).toList());
    var _ = new Dump(snapshot.reopen()).run(new DumpRequest(tree, at, format), out);
    return out.toByteArray();
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
