package io.holdfast.repository.restore;

import static io.holdfast.repository.SnapshotFixture.TIME;
import static io.holdfast.repository.SnapshotFixture.symlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InPlaceTest {
  @TempDir private Path target;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private SnapshotFixture.Batch snapshot;

  @BeforeEach
  void prepare() throws IOException {
    snapshot = new SnapshotFixture(store).batch();
  }

  @AfterEach
  void close() {
    snapshot.close();
  }

  @Test
  void overwrites_by_policy() throws IOException {
    BlobId tree = snapshot.tree(snapshot.file("newer", "12345"), snapshot.file("older", "12345"));
    assertThat(contents(tree, Overwrite.NEVER)).isEqualTo("there! there!");
    assertThat(contents(tree, Overwrite.IF_NEWER)).isEqualTo("there! 12345");
    assertThat(contents(tree, Overwrite.IF_CHANGED)).isEqualTo("12345 12345");
    assertThat(contents(tree, Overwrite.ALWAYS)).isEqualTo("12345 12345");
  }

  private String contents(BlobId tree, Overwrite overwrite) throws IOException {
    write("newer", "there!", 1);
    write("older", "there!", -1);
    run(tree, Selection.ALL, options(overwrite, false));
    return Files.readString(target.resolve("newer"))
        + " "
        + Files.readString(target.resolve("older"));
  }

  @Test
  void trusts_size_and_time_only_when_asked_to() throws IOException {
    BlobId tree = snapshot.tree(snapshot.file("f", "12345"));
    write("f", "other", 0);

    RestoreReport trusting = run(tree, Selection.ALL, options(Overwrite.IF_CHANGED, false));
    assertThat(target.resolve("f")).hasContent("other");
    assertThat(trusting.counts().filesUnchanged()).isOne();

    run(tree, Selection.ALL, options(Overwrite.ALWAYS, false));
    assertThat(target.resolve("f")).hasContent("12345");
  }

  @Test
  void takes_what_is_right_in_a_file_and_in_a_draft_without_the_repository() throws IOException {
    byte[] first = RestoreTest.bytes(1, 1_000_000);
    byte[] second = RestoreTest.bytes(2, 700_000);
    byte[] third = RestoreTest.bytes(3, 900_000);
    BlobId tree = snapshot.tree(snapshot.file("f", first, second, third));
    byte[] old = new byte[2_600_000];
    System.arraycopy(first, 0, old, 0, first.length);
    Files.write(target.resolve("f"), old);
    byte[] draft = new byte[2_600_000];
    System.arraycopy(third, 0, draft, 1_700_000, third.length);
    byte[] name = PartNames.USUAL.of(NodeName.of("f").bytes());
    Files.write(target.resolve(new String(name, StandardCharsets.US_ASCII)), draft);

    RestoreReport report = run(tree, Selection.ALL, options(Overwrite.ALWAYS, false));

    assertThat(report.failures()).isEmpty();
    byte[] restored = Files.readAllBytes(target.resolve("f"));
    assertThat(restored).hasSize(2_600_000).startsWith(first).endsWith(third);
    assertThat(Sha256.of(restored, 1_000_000, 700_000)).isEqualTo(Sha256.of(second));
    assertThat(target.toFile().list()).containsExactly("f");
    assertThat(report.counts().bytesDone()).isEqualTo(2_600_000);
  }

  @Test
  void deletes_what_the_snapshot_does_not_have_as_far_as_it_is_selected() throws Exception {
    BlobId tree =
        snapshot.tree(snapshot.directory("d", snapshot.file("stays", "x")), snapshot.file("f", ""));
    Files.createDirectories(target.resolve("d/extra/deep"));
    Files.writeString(target.resolve("d/extra/deep/file"), "");
    Files.writeString(target.resolve("d/extra/keep.me"), "");
    Files.writeString(target.resolve("stranger"), "");
    Selection selection = new Selection.Excluding(List.of(PatternList.of("*.me")));

    List<String> planned = new ArrayList<>();
    restore(tree, selection, options(Overwrite.ALWAYS, true))
        .preview(step -> {
          if (step instanceof Step.Delete deletion) {
            planned.add(deletion.path().toString());
          }
        });
    assertThat(planned).containsExactly("/d/extra", "/stranger");
    assertThat(target.resolve("stranger")).exists();

    run(tree, selection, options(Overwrite.ALWAYS, true));

    assertThat(target.toFile().list()).containsExactlyInAnyOrder("d", "f");
    assertThat(target.resolve("d").toFile().list()).containsExactlyInAnyOrder("extra", "stays");
    assertThat(target.resolve("d/extra").toFile().list()).containsExactly("keep.me");
  }

  @Test
  void refuses_to_delete_below_the_root_without_a_selection() {
    assertThatThrownBy(() ->
            new RestoreRequest(
                new io.holdfast.repository.id.BlobId(Sha256.of(new byte[0])),
                BytePath.of("/x/.."),
                Selection.ALL,
                options(Overwrite.ALWAYS, true)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keeps_a_directory_with_content_that_is_in_the_way_of_a_file() throws IOException {
    BlobId tree = snapshot.tree(snapshot.file("full", "x"), snapshot.file("none", "x"));
    Files.createDirectories(target.resolve("full/of/things"));
    Files.createDirectories(target.resolve("none"));

    RestoreReport report = run(tree, Selection.ALL, options(Overwrite.ALWAYS, false));

    assertThat(report.failures())
        .singleElement()
        .satisfies(note -> assertThat(note.path()).hasToString("/full"))
        .satisfies(note -> assertThat(note.text()).contains("restore with --delete"));
    assertThat(target.resolve("full/of/things")).isDirectory();
    assertThat(target.resolve("none")).hasContent("x");
  }

  @Test
  void restores_what_is_included_and_the_directories_it_is_in() throws Exception {
    BlobId tree =
        snapshot.tree(
            snapshot.directory(
                "a", snapshot.directory("b", snapshot.file("wanted", "w"), symlink("no", "x"))),
            snapshot.directory("c", snapshot.file("other", "o")));
    Selection selection = new Selection.Including(List.of(PatternList.of("/a/b/wanted")));

    run(tree, selection, options(Overwrite.ALWAYS, false));

    assertThat(target.toFile().list()).containsExactly("a");
    assertThat(target.resolve("a/b").toFile().list()).containsExactly("wanted");
    assertThat(Files.getLastModifiedTime(target.resolve("a/b")).toInstant()).isEqualTo(TIME);
  }

  @Test
  void a_damaged_blob_fails_the_files_it_belongs_to_and_no_others() throws IOException {
    byte[] shared = RestoreTest.bytes(1, 100_000);
    BlobId tree =
        snapshot.tree(
            snapshot.file("a", RestoreTest.bytes(2, 200_000), shared),
            snapshot.file("b", shared),
            snapshot.file("c", RestoreTest.bytes(3, 300_000)));
    write("b", "there before", 0);
    snapshot.flush();
    damage(shared);

    RestoreReport report = run(tree, Selection.ALL, options(Overwrite.ALWAYS, false));

    assertThat(report.failures())
        .extracting(note -> note.path().toString())
        .containsExactlyInAnyOrder("/a", "/b");
    assertThat(report.failures().getFirst().text()).contains("is damaged");
    assertThat(target.toFile().list()).containsExactlyInAnyOrder("b", "c");
    assertThat(target.resolve("b")).hasContent("there before");
    assertThat(target.resolve("c")).hasBinaryContent(RestoreTest.bytes(3, 300_000));
  }

  private void damage(byte[] blob) throws IOException {
    var location =
        snapshot
            .reopen()
            .index()
            .find(io.holdfast.repository.pack.BlobType.DATA, new BlobId(Sha256.of(blob)))
            .orElseThrow();
    ObjectName pack = ObjectName.of(ObjectKind.PACK, location.pack().hash());
    byte[] bytes = store.read(pack, 0, (int) store.size(pack));
    bytes[(int) location.entry().offset() + 50_000] ^= 1;
    store.delete(pack);
    store.put(pack, ObjectContent.of(bytes));
  }

  @Test
  @Fact("F32")
  void leaves_holes_for_zeros() throws IOException {
    byte[] mixed = new byte[3_000_000];
    mixed[0] = 1;
    mixed[2_000_000] = 2;
    BlobId tree =
        snapshot.tree(
            snapshot.file("one", mixed),
            snapshot.file("many", new byte[524_288], mixed, new byte[524_288]));

    RestoreReport report =
        run(
            tree,
            Selection.ALL,
            new RestoreRequest.Options(Overwrite.ALWAYS, false, true, true, Ownership.BY_NUMBER));

    assertThat(report.failures()).isEmpty();
    assertThat(report.counts().filesVerified()).isEqualTo(2);
    assertThat(target.resolve("one")).hasBinaryContent(mixed);
    assertThat(target.resolve("many")).hasSize(4_048_576);
    assertThat(blocks("one")).isLessThanOrEqualTo(8);
    assertThat(blocks("many")).isLessThanOrEqualTo(8);
  }

  /** Blocks of the file system, 4 KiB each. */
  private long blocks(String name) throws IOException {
    try (var directory =
        io.holdfast.repository.file.Directory.open(BytePath.of(target.toString()))) {
      return directory.status(name.getBytes(StandardCharsets.UTF_8)).blocks() / 8;
    }
  }

  private void write(String name, String content, long secondsLater) throws IOException {
    Path file = target.resolve(name);
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(TIME.plusSeconds(secondsLater)));
  }

  @Test
  void carries_out_the_steps_that_a_preview_shows() throws IOException {
    BlobId tree =
        snapshot.tree(
            snapshot.file("file", "12345"),
            snapshot.file("new", "12345"),
            symlink("link", "file"),
            symlink("nowhere", ""),
            snapshot.directory("d", snapshot.file("inner", "12345")),
            snapshot.directory("made", snapshot.file("inner", "12345")));
    write("file", "there", 0);
    write("link", "in the way", 0);
    Files.createDirectories(target.resolve("d/extra"));
    Restore restore = restore(tree, Selection.ALL, options(Overwrite.ALWAYS, true));
    List<String> shown = new ArrayList<>();
    List<String> carriedOut = new ArrayList<>();
    RestoreListener listener =
        new RestoreListener() {
          @Override
          public void planned(Step step) {
            carriedOut.add(words(step));
          }

          @Override
          public void failed(TreePath path, String reason) {}

          @Override
          public void warned(TreePath path, String message) {}
        };

    restore.preview(step -> shown.add(words(step)));
    restore.run(new RestoreCounts(), listener);

    assertThat(shown)
        .containsExactlyInAnyOrder(
            "Adjust /d",
            "Create /d/inner",
            "Delete /d/extra",
            "Compare /file",
            "Replace /link",
            "Create /made",
            "Create /made/inner",
            "Create /new",
            "Refuse /nowhere");
    assertThat(carriedOut).isEqualTo(shown);
  }

  private static String words(Step step) {
    return step.getClass().getSimpleName() + " " + step.path();
  }

  private static RestoreRequest.Options options(Overwrite overwrite, boolean delete) {
    return new RestoreRequest.Options(overwrite, delete, false, false, Ownership.BY_NUMBER);
  }

  private Restore restore(BlobId tree, Selection selection, RestoreRequest.Options options)
      throws IOException {
    return new Restore(
        snapshot.reopen(),
        new RestoreRequest(tree, BytePath.of(target.toString()), selection, options));
  }

  private RestoreReport run(BlobId tree, Selection selection, RestoreRequest.Options options)
      throws IOException {
    return restore(tree, selection, options).run(new RestoreCounts(), RestoreListener.SILENT);
  }
}
