package io.holdfast.repository.restore;

import static io.holdfast.repository.SnapshotFixture.symlink;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that no backup makes: each is refused with its place, and nothing is written elsewhere. */
class HostileTreeTest {
  @TempDir private Path directory;

  private SnapshotFixture.Batch snapshot;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    snapshot = new SnapshotFixture(new MemoryObjectStore()).batch();
    target = Files.createDirectory(directory.resolve("target"));
    Files.writeString(directory.resolve("outside"), "untouched");
  }

  @AfterEach
  void close() {
    snapshot.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../outside", "/etc/holdfast-test", "a/b", "nul\0"})
  void refuses_names_that_lead_elsewhere(String name) throws IOException {
    BlobId tree =
        snapshot.tree(
            snapshot.directory("d", snapshot.file(name, "evil"), snapshot.file("good", "good")));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().getFirst().path().toString()).startsWith("/d/");
    assertThat(target.resolve("d/good")).hasContent("good");
    assertThatNothingElseIsThere("d", "d/good");
  }

  @Test
  void refuses_directories_whose_names_lead_elsewhere() throws IOException {
    BlobId tree = snapshot.tree(snapshot.directory("..", snapshot.file("outside", "evil")));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).hasSize(1);
    assertThatNothingElseIsThere();
  }

  @Test
  void refuses_a_link_and_a_directory_of_one_name() throws IOException {
    Node link = symlink("x", "..");
    Node planted = snapshot.directory("x", snapshot.file("outside", "evil"));
    BlobId tree = snapshot.rawTree(joined(link, planted));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().getFirst().text()).contains("two nodes named");
    assertThatNothingElseIsThere("x");
    assertThat(Files.isSymbolicLink(target.resolve("x"))).isTrue();
  }

  @Test
  void does_not_follow_a_link_that_is_in_the_way_of_a_directory() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(target.resolve("x"), elsewhere);
    BlobId tree = snapshot.tree(snapshot.directory("x", snapshot.file("f", "text")));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).isEmpty();
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(Files.isDirectory(target.resolve("x"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(target.resolve("x/f")).hasContent("text");
  }

  @Test
  void does_not_write_through_a_link_or_a_second_name() throws IOException {
    Files.createSymbolicLink(target.resolve("link"), directory.resolve("outside"));
    Files.createLink(target.resolve("second"), directory.resolve("outside"));
    BlobId tree = snapshot.tree(snapshot.file("link", "one"), snapshot.file("second", "two"));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).isEmpty();
    assertThat(target.resolve("link")).hasContent("one");
    assertThat(target.resolve("second")).hasContent("two");
    assertThat(directory.resolve("outside")).hasContent("untouched");
  }

  @Test
  void goes_on_beside_a_tree_that_is_missing_or_none() throws IOException {
    DirectoryNode missing =
        new DirectoryNode(
            NodeName.of("missing"),
            SnapshotFixture.metadata(0700),
            new BlobId(Sha256.of(new byte[] {1})));
    DirectoryNode none =
        new DirectoryNode(
            NodeName.of("none"),
            SnapshotFixture.metadata(0700),
            snapshot.rawTree("[1,2]".getBytes(StandardCharsets.UTF_8)));
    BlobId tree = snapshot.tree(missing, none, snapshot.file("z", "z"));

    RestoreReport report = restore(tree);

    assertThat(report.failures())
        .extracting(note -> note.path().toString())
        .containsExactly("/missing", "/none");
    assertThat(target.resolve("z")).hasContent("z");
  }

  @Test
  void believes_the_blobs_where_a_size_is_not_theirs() throws IOException {
    BlobId tree =
        snapshot.tree(
            snapshot.file("huge", "12345").withSize(1L << 40),
            snapshot.file("many", "123".getBytes(UTF_8), "45".getBytes(UTF_8)).withSize(4),
            snapshot.file("none").withSize(7),
            snapshot.file("small", "12345").withSize(0));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).isEmpty();
    assertThat(report.warnings()).hasSize(4);
    assertThat(report.warnings().getFirst().text())
        .isEqualTo(
            "its size is said to be 1099511627776, its blobs hold 5 bytes: it is restored as they"
                + " are");
    for (String name : List.of("huge", "many", "small")) {
      assertThat(target.resolve(name)).hasContent("12345");
    }
    assertThat(target.resolve("none")).isEmptyFile();
  }

  @Test
  void ends_in_a_tree_that_is_deeper_than_any_real_one() throws IOException {
    BlobId tree = snapshot.tree();
    for (int i = 0; i < Survey.DEEPEST + 10; i++) {
      tree =
          snapshot.tree(new DirectoryNode(NodeName.of("d"), SnapshotFixture.metadata(0700), tree));
    }

    RestoreReport report = restore(tree);

    assertThat(report.failures()).hasSize(1);
    removeDeep();
  }

  /** Java's own removal calls itself for each level, and names each by its whole path. */
  private void removeDeep() throws IOException {
    try {
      Process rm = new ProcessBuilder("rm", "-rf", target.toString()).start();
      assertThat(rm.waitFor()).isZero();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Test
  void keeps_drafts_and_entries_of_the_same_name_apart() throws IOException {
    byte[] draft = PartNames.USUAL.of(NodeName.of("f").bytes());
    String like = new String(draft, StandardCharsets.US_ASCII);
    BlobId tree = snapshot.tree(snapshot.file(like, "other"), snapshot.file("f", "mine"));

    RestoreReport report = restore(tree);

    assertThat(report.failures()).isEmpty();
    assertThat(target.resolve("f")).hasContent("mine");
    assertThat(target.resolve(like)).hasContent("other");
  }

  private static byte[] joined(Node first, Node second) {
    TreeWriter one = new TreeWriter();
    one.add(first);
    TreeWriter other = new TreeWriter();
    other.add(second);
    String start = new String(one.finish(), StandardCharsets.UTF_8);
    String end = new String(other.finish(), StandardCharsets.UTF_8);
    String joined =
        start.substring(0, start.lastIndexOf(']')) + "," + end.substring(end.indexOf('[') + 1);
    return joined.getBytes(StandardCharsets.UTF_8);
  }

  private void assertThatNothingElseIsThere(String... inTarget) throws IOException {
    assertThat(directory.resolve("outside")).hasContent("untouched");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("outside", "target");
    try (Stream<Path> all = Files.walk(target)) {
      List<String> found =
          all.filter(path -> !path.equals(target))
              .map(path -> target.relativize(path).toString())
              .toList();
      assertThat(found).containsExactlyInAnyOrder(inTarget);
    }
  }

  private RestoreReport restore(BlobId tree) throws IOException {
    RestoreRequest request =
        new RestoreRequest(
            tree, BytePath.of(target.toString()), Selection.ALL, RestoreRequest.Options.DEFAULT);
    return new Restore(snapshot.reopen(), request).run(new RestoreCounts(), RestoreListener.SILENT);
  }
}
