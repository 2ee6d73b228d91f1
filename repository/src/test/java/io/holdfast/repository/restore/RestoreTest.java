package io.holdfast.repository.restore;

import static io.holdfast.repository.SnapshotFixture.TIME;
import static io.holdfast.repository.SnapshotFixture.metadata;
import static io.holdfast.repository.SnapshotFixture.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  @TempDir private Path directory;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private SnapshotFixture.Batch snapshot;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    snapshot = new SnapshotFixture(store).batch();
    target = directory.resolve("some/target");
  }

  @AfterEach
  void close() {
    snapshot.close();
  }

  @Test
  void makes_files_directories_and_links_with_their_metadata() throws IOException {
    byte[] large = bytes(1, 3_000_000);
    byte[] larger = bytes(2, 5_000_000);
    BlobId tree =
        snapshot.tree(
            snapshot.directory(
                "d",
                snapshot.file("small", "hello"),
                snapshot.file("empty"),
                snapshot.file("large", large, larger, large),
                symlink("link", "nowhere/at all")),
            snapshot.file("program", metadata(FileMode.SET_USER_ID | 0755), bytes(3, 10)));

    RestoreReport report = restore(tree, RestoreRequest.Options.DEFAULT);

    assertThat(report.failures()).isEmpty();
    assertThat(target.resolve("d/small")).hasContent("hello");
    assertThat(target.resolve("d/empty")).isEmptyFile();
    byte[] restored = Files.readAllBytes(target.resolve("d/large"));
    assertThat(restored).hasSize(11_000_000).startsWith(large).endsWith(large);
    assertThat(Files.readSymbolicLink(target.resolve("d/link"))).hasToString("nowhere/at all");
    for (String name : new String[] {"d", "d/small", "d/empty", "d/large", "d/link", "program"}) {
      FileTime time = Files.getLastModifiedTime(target.resolve(name), LinkOption.NOFOLLOW_LINKS);
      assertThat(time.toInstant()).isEqualTo(TIME);
    }
    assertThat(mode("d")).isEqualTo("rwxr-x---");
    assertThat(mode("d/small")).isEqualTo("rw-r-----");
    assertThat(Files.getAttribute(target.resolve("program"), "unix:mode")).isEqualTo(0104755);
    assertThat(report.counts().filesDone()).isEqualTo(4);
    assertThat(report.counts().bytesDone())
        .isEqualTo(11_000_015)
        .isEqualTo(report.counts().bytesFound());
    assertThat(target.resolve("d").toFile().list()).hasSize(4);
  }

  @Test
  void directories_above_the_target_are_for_whoever_new_directories_are_for() throws IOException {
    BlobId tree = snapshot.tree(snapshot.file("a", bytes(1, 100)));
    Path usual = Files.createDirectory(directory.resolve("usual"));

    restore(tree, RestoreRequest.Options.DEFAULT);

    assertThat(Files.getPosixFilePermissions(target.getParent()))
        .isEqualTo(Files.getPosixFilePermissions(usual));
  }

  @Test
  @Fact("F31")
  void links_names_of_one_file_and_no_others() throws IOException {
    NodeLinks links = new NodeLinks(77, 5, 3);
    BlobId tree =
        snapshot.tree(
            snapshot.file("a", metadata(0600, links, TIME), bytes(1, 100)),
            snapshot.directory("d", snapshot.file("b", metadata(0600, links, TIME), bytes(1, 100))),
            snapshot.file("other", metadata(0600, links, TIME), bytes(2, 100)));

    RestoreReport report = restore(tree, RestoreRequest.Options.DEFAULT);

    assertThat(report.failures()).isEmpty();
    assertThat(inode("a")).isEqualTo(inode("d/b")).isNotEqualTo(inode("other"));
    assertThat(target.resolve("other")).hasBinaryContent(bytes(2, 100));
  }

  @Test
  void a_second_run_takes_over_what_is_there() throws IOException {
    BlobId tree =
        snapshot.tree(
            snapshot.file("a", bytes(1, 100)),
            snapshot.file("b", bytes(2, 1_000_000), bytes(3, 2_000_000)),
            snapshot.directory("d", snapshot.file("c", bytes(4, 10))));
    assertThat(restore(tree, RestoreRequest.Options.DEFAULT).isComplete()).isTrue();
    Object before = inode("b");
    Files.write(target.resolve("d/c"), bytes(5, 10));

    RestoreReport report = again(tree, RestoreRequest.Options.DEFAULT);

    assertThat(report.failures()).isEmpty();
    assertThat(report.counts().filesUnchanged()).isEqualTo(2);
    assertThat(report.counts().filesDone()).isEqualTo(3);
    assertThat(inode("b")).isEqualTo(before);
    assertThat(target.resolve("d/c")).hasBinaryContent(bytes(4, 10));
  }

  @Test
  void the_target_itself_becomes_what_the_directory_was_also_when_nothing_is_in_it()
      throws IOException {
    for (Node node :
        List.of(snapshot.directory("full", snapshot.file("a")), snapshot.directory("empty"))) {
      DirectoryNode directory = (DirectoryNode) node;
      Path itself = target.resolve(directory.name().toString());
      RestoreRequest request =
          new RestoreRequest(
              directory.subtree(),
              BytePath.of(itself.toString()),
              Selection.ALL,
              RestoreRequest.Options.DEFAULT,
              directory);

      RestoreReport report =
          new Restore(snapshot.reopen(), request).run(new RestoreCounts(), RestoreListener.SILENT);

      assertThat(report.failures()).isEmpty();
      assertThat(mode(directory.name().toString())).isEqualTo("rwxr-x---");
      assertThat(Files.getLastModifiedTime(itself).toInstant()).isEqualTo(TIME);
    }
  }

  @Test
  void sets_extended_attributes() throws IOException {
    BlobId tree =
        snapshot.tree(
            snapshot.file(
                "a",
                metadata(
                    0444,
                    NodeLinks.NONE,
                    TIME,
                    ExtendedAttribute.of("user.x", "value".getBytes(StandardCharsets.UTF_8))),
                bytes(1, 100)));

    RestoreReport report = restore(tree, RestoreRequest.Options.DEFAULT);

    assertThat(report.failures()).isEmpty();
    assertThat(Files.getAttribute(target.resolve("a"), "user:x"))
        .isEqualTo("value".getBytes(StandardCharsets.UTF_8));
    assertThat(mode("a")).isEqualTo("r--r--r--");
  }

  private Object inode(String name) throws IOException {
    return Files.getAttribute(target.resolve(name), "unix:ino");
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(name)));
  }

  private RestoreReport restore(BlobId tree, RestoreRequest.Options options) throws IOException {
    return run(snapshot.reopen(), tree, options);
  }

  private RestoreReport again(BlobId tree, RestoreRequest.Options options) throws IOException {
    return run(snapshot.reopen(), tree, options);
  }

  private RestoreReport run(Repository repository, BlobId tree, RestoreRequest.Options options)
      throws IOException {
    RestoreRequest request =
        new RestoreRequest(tree, BytePath.of(target.toString()), Selection.ALL, options);
    return new Restore(repository, request).run(new RestoreCounts(), RestoreListener.SILENT);
  }

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
