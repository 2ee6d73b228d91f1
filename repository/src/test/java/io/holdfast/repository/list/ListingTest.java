package io.holdfast.repository.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final BlobId root;
  private final List<String> listed = new ArrayList<>();

  ListingTest() throws IOException {
    try (SnapshotFixture.Batch batch = new SnapshotFixture(store).batch()) {
      root =
          batch.tree(
              batch.directory(
                  "a",
                  batch.directory("deep", batch.file("down")),
                  batch.file("one"),
                  batch.file("two")),
              batch.directory("ab", batch.file("three")),
              batch.file("z"));
      batch.snapshot(root);
    }
  }

  private Listing.Listed list(boolean recursive, String... paths) throws IOException {
    List<TreePath> wanted = Arrays.stream(paths).map(ListingTest::path).toList();
    try (Repository repository = SnapshotFixture.open(store)) {
      repository.loadIndex();
      return Listing.of(
          repository,
          root,
          new ListRequest(wanted, recursive),
          (path, _) -> listed.add(path.toString()));
    }
  }

  private static TreePath path(String text) {
    return TreePath.of(
        Arrays.stream(text.split("/")).filter(name -> !name.isEmpty()).map(NodeName::of).toList());
  }

  @Test
  void lists_everything_in_the_order_of_trees() throws IOException {
    assertThat(list(true).entries()).isEqualTo(8);

    assertThat(listed)
        .containsExactly(
            "/a", "/a/deep", "/a/deep/down", "/a/one", "/a/two", "/ab", "/ab/three", "/z");
  }

  @Test
  void lists_a_directory_and_what_is_right_in_it() throws IOException {
    list(false, "/a");

    assertThat(listed).containsExactly("/a", "/a/deep", "/a/one", "/a/two");
  }

  @Test
  void lists_a_directory_to_its_bottom_when_asked_to() throws IOException {
    list(true, "/a");

    assertThat(listed).containsExactly("/a", "/a/deep", "/a/deep/down", "/a/one", "/a/two");
  }

  @Test
  void lists_several_paths_and_says_which_are_absent() throws IOException {
    Listing.Listed result = list(false, "/a/one", "/ab", "/no", "/z/below");

    assertThat(listed).containsExactly("/a/one", "/ab", "/ab/three");
    assertThat(result.absent()).containsExactly(path("/no"), path("/z/below"));
  }

  @Test
  void lists_the_root_alone_when_that_is_the_path() throws IOException {
    Listing.Listed result = list(false, "/");

    assertThat(listed).containsExactly("/a", "/ab", "/z");
    assertThat(result.absent()).isEmpty();
  }
}
