package io.holdfast.repository.hostile;

import static io.holdfast.repository.hostile.HostileRepository.directory;
import static io.holdfast.repository.hostile.HostileRepository.file;
import static io.holdfast.repository.hostile.HostileRepository.symlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.RestoreReport;
import io.holdfast.repository.restore.RestoreRequest;
import io.holdfast.repository.restore.Step;
import io.holdfast.repository.select.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restore of a hostile repository writes nothing outside of its target, and says why. */
final class HostileRestoreTest {
  private static final byte[] EVIL = Specimens.utf8("evil");

  @TempDir private Path directory;

  private HostileRepository hostile;
  private Path outside;
  private Path target;
  private BlobId evil;

  @BeforeEach
  void make() throws IOException {
    hostile = new HostileRepository();
    outside = Files.createDirectory(directory.resolve("outside"));
    target = directory.resolve("in/target");
    evil = hostile.data(EVIL);
  }

  @AfterEach
  void nothing_is_outside_of_the_target() throws IOException {
    hostile.close();
    try (Stream<Path> around = Files.list(directory)) {
      assertThat(around.map(Path::getFileName).map(Path::toString)).isSubsetOf("outside", "in");
    }
    assertThat(outside).isEmptyDirectory();
    if (Files.exists(directory.resolve("in"))) {
      assertThat(directory.resolve("in").toFile().list()).containsExactly("target");
    }
  }

  private String evilFile(String name) {
    return file(name, EVIL.length, evil);
  }

  @Test
  void names_that_lead_out_of_a_directory_are_refused_and_the_rest_is_restored()
      throws IOException {
    BlobId tree =
        hostile.tree(
            evilFile("."),
            directory("..", hostile.tree(evilFile("evil"))),
            evilFile("../../outside/evil"),
            evilFile(outside + "/evil"),
            evilFile("a\\\\x00b"),
            evilFile("a\\u0000c"),
            evilFile("good"));

    RestoreReport report = restore(tree);

    assertThat(target.resolve("good")).hasBinaryContent(EVIL);
    assertThat(target.toFile().list()).containsExactly("good");
    assertThat(report.failures()).hasSize(6);
    assertThat(report.failures().toString()).contains("its name is none that an entry can have");
  }

  @Test
  void nothing_is_written_through_a_link_of_the_same_tree() throws IOException {
    BlobId inner = hostile.tree(evilFile("evil"));
    BlobId tree = hostile.tree(symlink("d", outside.toString()), directory("d", inner));

    assertThat(restore(tree).failures()).isNotEmpty();
  }

  @Test
  void nothing_is_written_through_a_link_that_an_earlier_restore_planted() throws IOException {
    BlobId plant =
        hostile.tree(
            symlink("d", outside.toString()),
            symlink("f", outside.resolve("evil").toString()),
            symlink(".holdfast-restore-x", outside.toString()));
    BlobId tree = hostile.tree(directory("d", hostile.tree(evilFile("evil"))), evilFile("f"));

    restore(plant);
    restore(tree);

    assertThat(target.resolve("f")).hasBinaryContent(EVIL);
    assertThat(Files.isSymbolicLink(target.resolve("f"))).isFalse();
  }

  @Test
  void a_hard_link_to_what_is_another_thing_is_none() throws IOException {
    String linked = evilFile("b").replace("\"links\":1", "\"links\":2");
    String link =
        symlink("a", outside.resolve("evil").toString())
            .replace("\"content\":null", "\"inode\":7,\"links\":2,\"content\":null");
    BlobId tree = hostile.tree(link, linked);

    RestoreReport report = restore(tree);

    assertThat(report.failures()).isEmpty();
    assertThat(Files.isSymbolicLink(target.resolve("b"))).isFalse();
    assertThat(target.resolve("b")).hasBinaryContent(EVIL);
  }

  @ParameterizedTest
  @MethodSource("io.holdfast.repository.hostile.HostileUseCasesTest#poisons")
  void a_poisoned_tree_is_refused_with_the_place(HostileUseCasesTest.Poison poison)
      throws IOException {
    BlobId tree = hostile.tree(directory("sub", poison.maker().tree(hostile)), evilFile("z"));

    RestoreReport report = restore(tree);

    assertThat(report.failures())
        .anySatisfy(note -> {
          assertThat(note.path().toString()).startsWith("/sub");
          assertThat(note.text()).contains(poison.says());
        });
    assertThat(target.resolve("z")).hasBinaryContent(EVIL);
  }

  @Test
  void files_whose_blobs_lie_are_named_and_not_left_behind() throws IOException {
    BlobId wrong = new BlobId(Sha256.of(new byte[] {1}));
    hostile.blob(BlobType.DATA, wrong, Specimens.utf8("other"), 0);
    BlobId missing = new BlobId(Sha256.of(new byte[] {2}));
    BlobId liar = new BlobId(Sha256.of(new byte[] {3}));
    hostile.blob(BlobType.DATA, liar, new byte[10], Integer.MAX_VALUE);
    BlobId frameless = new BlobId(Sha256.of(new byte[] {4}));
    hostile.blob(BlobType.DATA, frameless, new byte[0], 100);
    BlobId treeish = hostile.tree(file("x", 0));
    BlobId tree =
        hostile.tree(
            file("frameless", 100, frameless),
            file("good", EVIL.length, evil),
            file("huge", 1L << 62, evil),
            file("liar", Integer.MAX_VALUE, liar),
            file("missing", 1, missing),
            file("short", 1, evil),
            file("treeish", 1, treeish),
            file("twice", 2L * Integer.MAX_VALUE, liar, liar),
            file("wrong", 5, wrong));

    RestoreReport report = restore(tree);

    assertThat(report.failures())
        .extracting(note -> note.path().toString())
        .containsExactlyInAnyOrder(
            "/frameless", "/liar", "/missing", "/treeish", "/twice", "/wrong");
    assertThat(report.warnings())
        .as("a size alone is no damage: restic has written such")
        .extracting(note -> note.path().toString())
        .contains("/huge", "/short");
    assertThat(target.toFile().list()).containsExactlyInAnyOrder("good", "huge", "short");
    for (String name : List.of("good", "huge", "short")) {
      assertThat(target.resolve(name)).hasBinaryContent(EVIL);
    }
  }

  @Test
  void trees_that_repeat_without_end_end_the_restore() throws IOException {
    String fat =
        evilFile("fat").replace("\"mode\"", "\"user\":\"" + "x".repeat(400_000) + "\",\"mode\"");
    BlobId tree = hostile.tree(fat);
    for (int i = 0; i < 40; i++) {
      tree = hostile.tree(directory("a", tree), directory("b", tree));
    }
    BlobId root = tree;

    assertThatThrownBy(() -> restore(root)).hasMessageContaining("no real directories");
  }

  @Test
  void directories_deeper_than_any_are_refused() throws IOException {
    BlobId tree = hostile.tree(evilFile("evil"));
    for (int i = 0; i < 5000; i++) {
      tree = hostile.tree(directory("d", tree));
    }
    List<TreePath> refused = new ArrayList<>();

    try (Repository repository = hostile.openWithIndex()) {
      new Restore(repository, request(tree))
          .preview(step -> {
            if (step instanceof Step.Refuse(TreePath path, String _)) {
              refused.add(path);
            }
          });
    }

    assertThat(refused).singleElement().extracting(TreePath::depth).isEqualTo(4097);
  }

  @Test
  void the_target_itself_is_no_link_that_the_snapshot_can_turn() throws IOException {
    BlobId tree = hostile.tree(symlink("link", ".."), evilFile("z"));

    restore(tree);
    restore(hostile.tree(directory("link", hostile.tree(evilFile("evil")))));

    assertThat(Files.exists(directory.resolve("in/evil"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private RestoreRequest request(BlobId tree) {
    return new RestoreRequest(
        tree, BytePath.of(target.toString()), Selection.ALL, RestoreRequest.Options.DEFAULT);
  }

  private RestoreReport restore(BlobId tree) throws IOException {
    try (Repository repository = hostile.openWithIndex()) {
      return new Restore(repository, request(tree))
          .run(new RestoreCounts(), RestoreListener.SILENT);
    }
  }
}
