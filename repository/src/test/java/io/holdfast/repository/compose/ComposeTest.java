package io.holdfast.repository.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeTest {
  private static final Instant TIME = Instant.parse("2026-11-22T11:00:00Z");
  private static final BlobId ABSENT = new BlobId(Sha256.of(new byte[] {1}));

  private final MemoryObjectStore store = new MemoryObjectStore();
  private SnapshotFixture fixture;
  private SnapshotFixture.Batch batch;

  @BeforeEach
  void create() throws IOException {
    fixture = new SnapshotFixture(store);
    batch = fixture.batch();
  }

  @AfterEach
  void close() {
    batch.close();
  }

  @Test
  void refers_to_a_directory_of_another_snapshot_as_it_is() throws IOException {
    DirectoryNode orders = batch.directory("orders", batch.file("table", "rows"));

    ComposeReport report = compose(stored("/volumes/db", orders));

    assertThat(node(report, "/volumes/db"))
        .isEqualTo(new DirectoryNode(NodeName.of("db"), orders.metadata(), orders.subtree()));
    assertThat(listing(report)).containsEntry("/volumes/db/table", "rows");
  }

  @Test
  void makes_files_of_bytes_in_directories_of_their_own() throws IOException {
    ComposeReport report =
        compose(made("/manifest.json", "{}"), made("/kinds/a.yaml", "a"), made("/kinds/b", "b"));

    assertThat(listing(report))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("/kinds", "", "/kinds/a.yaml", "a", "/kinds/b", "b", "/manifest.json", "{}"));
    Node manifest = node(report, "/manifest.json");
    assertThat(manifest.metadata().mode()).isEqualTo(new FileMode(0600));
    assertThat(manifest.metadata().times().modified()).isEqualTo(TIME);
    Node kinds = node(report, "/kinds");
    assertThat(kinds.metadata().mode()).isEqualTo(new FileMode(FileMode.DIRECTORY | 0755));
    assertThat(kinds.metadata().times().modified()).isEqualTo(Instant.EPOCH);
    assertThat(kinds.metadata().owner().userId()).isEqualTo(7);
  }

  @Test
  void merges_an_overlay_and_leaves_the_rest_as_it_is() throws IOException {
    DirectoryNode untouched = batch.directory("base", batch.file("1", "one"));
    DirectoryNode orders =
        batch.directory(
            "orders",
            untouched,
            batch.file("backup_label", "old"),
            batch.directory("pg_wal", batch.file("0002", "two"), batch.file("0004", "four")));
    DirectoryNode overlay =
        batch.directory(
            "overlay",
            batch.file("backup_label", "new"),
            batch.directory("pg_wal", batch.file("0001", "one"), batch.file("0003", "three")),
            batch.directory("added", batch.file("x", "x")));

    ComposeReport report =
        compose(stored("/volumes/orders", orders), stored("/volumes/orders", overlay));

    assertThat(listing(report))
        .containsEntry("/volumes/orders/backup_label", "new")
        .containsEntry("/volumes/orders/pg_wal/0001", "one")
        .containsEntry("/volumes/orders/pg_wal/0002", "two")
        .containsEntry("/volumes/orders/pg_wal/0003", "three")
        .containsEntry("/volumes/orders/pg_wal/0004", "four")
        .containsEntry("/volumes/orders/added/x", "x");
    assertThat(node(report, "/volumes/orders/base")).isEqualTo(untouched);
    assertThat(report.newTrees()).isEqualTo(4); // root, volumes, orders, pg_wal
  }

  @Test
  void the_first_that_says_something_about_a_directory_is_right() throws IOException {
    DirectoryNode base = batch.directory("d", batch.file("a", "a"));
    DirectoryNode over =
        new DirectoryNode(
            NodeName.of("d"),
            SnapshotFixture.metadata(FileMode.DIRECTORY | 0777),
            batch.tree(batch.file("b", "b")));

    ComposeReport report =
        compose(made("/d/early", "way there"), stored("/d", base), stored("/d", over));

    assertThat(node(report, "/d").metadata()).isEqualTo(base.metadata());
    assertThat(listing(report)).containsKeys("/d/a", "/d/b", "/d/early");
  }

  @Test
  void entries_alone_say_nothing_about_their_directory() throws IOException {
    BlobId entries = batch.tree(batch.file("b", "b"));
    DirectoryNode base = batch.directory("d", batch.file("a", "a"));

    ComposeReport report = compose(new Piece.Entries(path("/d"), entries), stored("/d", base));

    assertThat(node(report, "/d").metadata()).isEqualTo(base.metadata());
    assertThat(listing(report)).containsKeys("/d/a", "/d/b");
  }

  @Test
  void a_directory_takes_the_place_of_a_link() throws IOException {
    DirectoryNode base = batch.directory("d", SnapshotFixture.symlink("pg_wal", "/wal"));
    DirectoryNode over = batch.directory("d", batch.directory("pg_wal", batch.file("1", "one")));

    ComposeReport report = compose(stored("/d", base), stored("/d", over));

    assertThat(listing(report)).containsEntry("/d/pg_wal/1", "one");
  }

  @Test
  void nothing_hides_a_directory_but_a_directory() throws IOException {
    DirectoryNode base = batch.directory("d", batch.directory("base", batch.file("1", "one")));
    DirectoryNode over = batch.directory("d", batch.file("base", "oops"));

    assertThatThrownBy(() -> compose(stored("/volumes/d", base), stored("/volumes/d", over)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/volumes/d/base, which is a directory");
    assertThat(fixture.open().snapshots().ids()).isEmpty();
  }

  @Test
  void the_order_of_names_is_that_of_bytes() throws IOException {
    // U+FFFF comes before U+10000 in bytes, and after it in Java's order of strings.
    DirectoryNode base = batch.directory("d", batch.file("\uffff", "1"), batch.file("a.b", "2"));
    DirectoryNode over =
        batch.directory("d", batch.file("\ud800\udc00", "3"), batch.file("a", "4"));

    ComposeReport report = compose(stored("/d", base), stored("/d", over));

    assertThat(listing(report).values()).containsExactlyInAnyOrder("", "1", "2", "3", "4");
  }

  @Test
  void the_root_of_a_snapshot_can_be_laid_over_another() throws IOException {
    BlobId one = batch.tree(batch.file("a", "a"), batch.file("both", "1"));
    BlobId two = batch.tree(batch.file("b", "b"), batch.file("both", "2"));

    ComposeReport report =
        compose(new Piece.Entries(TreePath.ROOT, one), new Piece.Entries(TreePath.ROOT, two));

    assertThat(listing(report))
        .containsExactlyInAnyOrderEntriesOf(Map.of("/a", "a", "/b", "b", "/both", "2"));
  }

  @Test
  void the_same_pieces_give_the_same_tree() throws IOException {
    DirectoryNode d = batch.directory("d", batch.file("a", "a"));

    ComposeReport first = compose(stored("/x/d", d), made("/x/d/b", "b"));
    ComposeReport second = compose(stored("/x/d", d), made("/x/d/b", "b"));

    assertThat(second.snapshot().tree()).isEqualTo(first.snapshot().tree());
    assertThat(second.newTrees()).isZero();
  }

  @Test
  void composes_again_in_a_repository_that_is_open_already() throws IOException {
    DirectoryNode d = batch.directory("d", batch.file("a", "a"));
    batch.flush();
    try (Repository repository = fixture.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Compose compose = new Compose(repository, lock);
      ComposeReport first = compose.run(request(stored("/x/d", d), made("/x/d/b", "b")));
      ComposeReport second =
          compose.run(
              request(new Piece.Entries(TreePath.ROOT, first.snapshot().tree()), made("/c", "c")));

      assertThat(listing(second)).containsOnlyKeys("/c", "/x", "/x/d", "/x/d/a", "/x/d/b");
      assertThat(second.newTrees()).isEqualTo(1);
    }
  }

  @Test
  void directories_that_nest_deeper_than_a_stack_are_merged() throws IOException {
    Node one = batch.file("bottom", "1");
    Node two = batch.file("other", "2");
    for (int i = 0; i < 5_000; i++) {
      one = batch.directory("d", one);
      two = batch.directory("d", two);
    }

    ComposeReport report = compose(stored("/d", one), stored("/d", two));

    assertThat(listing(report)).hasSize(5_002);
  }

  @Test
  void directories_that_double_on_every_level_end_with_a_sentence() throws IOException {
    Node one = batch.file("f", "1");
    Node two = batch.file("f", "2");
    for (int i = 0; i < 60; i++) {
      one = batch.directory("a", one, renamed(one));
      two = batch.directory("a", two, renamed(two));
    }
    Node base = one;
    Node over = two;

    assertThatThrownBy(() -> compose(stored("/d", base), stored("/d", over)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no real directories can be meant");
  }

  @Test
  void a_directory_that_the_repository_lacks_is_named() throws IOException {
    DirectoryNode lost =
        new DirectoryNode(
            NodeName.of("d"), SnapshotFixture.metadata(FileMode.DIRECTORY | 0755), ABSENT);

    assertThatThrownBy(() -> compose(made("/manifest.json", "{}"), stored("/volumes/d", lost)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot compose a snapshot with /volumes/d: ")
        .hasMessageContaining(ABSENT.toString());
    assertThat(fixture.open().snapshots().ids()).isEmpty();
  }

  @Test
  void a_file_whose_content_the_repository_lacks_is_named() throws IOException {
    FileNode lost =
        new FileNode(
            NodeName.of("f"), SnapshotFixture.metadata(0600), 1, BlobList.of(List.of(ABSENT)));

    assertThatThrownBy(() -> compose(stored("/f", lost)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot compose a snapshot with /f: data blob " + ABSENT);
  }

  @Test
  void says_about_itself_what_it_was_told() throws IOException {
    Completeness completeness =
        new Completeness(3, Completeness.Listed.NONE, Completeness.Listed.NONE);
    batch.flush();
    try (Repository repository = fixture.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      ComposeReport report =
          new Compose(repository, lock)
              .run(
                  new ComposeRequest(
                      List.of(made("/manifest.json", "{}")),
                      new ComposeRequest.Labels(
                          TIME, List.of("/shop"), List.of("holdfast"), author(), completeness),
                      ComposeRequest.Settings.DEFAULT));

      assertThat(repository.snapshots().load(report.id())).isEqualTo(report.snapshot());
      assertThat(report.snapshot().tags()).containsExactly("holdfast");
      assertThat(report.snapshot().paths()).containsExactly("/shop");
      assertThat(report.snapshot().scope().completeness()).isEqualTo(completeness);
    }
  }

  @Test
  void paths_that_no_entry_can_have_are_refused() {
    for (NodeName name : List.of(NodeName.of(".."), NodeName.of("a/b"), NodeName.of(""))) {
      TreePath at = TreePath.of(List.of(name));
      assertThatThrownBy(() -> new Piece.Made(at, new byte[0], 0600))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no name that an entry can have");
    }
    assertThatThrownBy(() -> made("/", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("over the root");
  }

  private ComposeReport compose(Piece... pieces) throws IOException {
    batch.flush();
    try (Repository repository = fixture.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      return new Compose(repository, lock).run(request(pieces));
    }
  }

  private static ComposeRequest request(Piece... pieces) {
    return new ComposeRequest(
        List.of(pieces),
        new ComposeRequest.Labels(TIME, List.of("/shop"), List.of(), author(), null),
        ComposeRequest.Settings.DEFAULT);
  }

  private static SnapshotAuthor author() {
    return new SnapshotAuthor("host", "user", 7, 8, "test");
  }

  private static Piece stored(String at, Node node) {
    return new Piece.Stored(path(at), node);
  }

  private static Piece made(String at, String content) {
    return new Piece.Made(path(at), content.getBytes(UTF_8), 0600);
  }

  private static Node renamed(Node node) {
    return switch (node) {
      case DirectoryNode d -> new DirectoryNode(NodeName.of("b"), d.metadata(), d.subtree());
      case FileNode f -> new FileNode(NodeName.of("b"), f.metadata(), f.size(), f.content());
      case Node other -> throw new AssertionError(other);
    };
  }

  private static TreePath path(String text) {
    return TreePath.of(
        Arrays.stream(text.split("/", -1))
            .filter(name -> !name.isEmpty())
            .map(NodeName::of)
            .toList());
  }

  private Node node(ComposeReport report, String at) throws IOException {
    try (Repository repository = fixture.open()) {
      repository.loadIndex();
      try (Trees trees = repository.trees()) {
        return trees.find(report.snapshot().tree(), path(at).names()).orElseThrow();
      }
    }
  }

  /** Every entry with its content; of what is no file, nothing. */
  private Map<String, String> listing(ComposeReport report) throws IOException {
    Map<String, String> found = new TreeMap<>();
    BlobId root = report.snapshot().tree();
    try (Repository repository = fixture.open()) {
      repository.loadIndex();
      List<TreePath> files = new ArrayList<>();
      try (Trees trees = repository.trees()) {
        TreeWalk.through(
            trees,
            root,
            (path, node) -> {
              found.put(path.text(), "");
              if (node instanceof FileNode) {
                files.add(path);
              }
              return true;
            });
      }
      for (TreePath file : files) {
        byte[] content = new Dump(repository).smallFile(root, file, 1000).orElseThrow();
        found.put(file.text(), new String(content, UTF_8));
      }
    }
    return found;
  }
}
