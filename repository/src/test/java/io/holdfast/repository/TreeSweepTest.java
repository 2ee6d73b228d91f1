package io.holdfast.repository;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeSweepTest {
  private static final int THREADS = 4;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final BlobId inner;
  private final BlobId one;
  private final BlobId two;

  TreeSweepTest() throws IOException {
    try (SnapshotFixture.Batch batch = new SnapshotFixture(store).batch()) {
      DirectoryNode shared = batch.directory("shared", batch.file("a", noise(1, 10)));
      inner = shared.subtree();
      one = batch.tree(shared, batch.directory("twice", shared));
      two = batch.tree(shared);
      batch.snapshot(one);
    }
  }

  private Repository open() throws IOException {
    Repository repository = SnapshotFixture.open(store);
    repository.loadIndex();
    return repository;
  }

  @Test
  void shows_every_tree_once_in_however_many_places_it_stands() throws IOException {
    List<BlobId> shown = Collections.synchronizedList(new ArrayList<>());
    try (Repository repository = open()) {
      TreeSweep sweep = new TreeSweep(repository);

      assertThat(List.of(one, two, one)).allMatch(sweep::add);
      sweep.run(
          "sweep",
          THREADS,
          (tree, trees) -> {
            shown.add(tree);
            addSubtrees(sweep, trees.read(tree));
          });

      // "twice" holds what the second root holds.
      assertThat(shown).containsExactlyInAnyOrder(one, two, inner);
      assertThat(sweep.count()).isEqualTo(3);
    }
  }

  private static void addSubtrees(TreeSweep sweep, TreeReader reader) throws IOException {
    for (Node node = reader.next(); node != null; node = reader.next()) {
      if (node instanceof DirectoryNode directory) {
        assertThat(sweep.add(directory.subtree())).isTrue();
      }
    }
  }

  @Test
  void does_not_show_a_tree_that_the_index_does_not_know() throws IOException {
    try (Repository repository = open()) {
      TreeSweep sweep = new TreeSweep(repository);

      assertThat(sweep.add(new BlobId(Sha256.of(noise(2, 10))))).isFalse();
      sweep.run(
          "sweep",
          THREADS,
          (tree, _) -> {
            throw new AssertionError(tree);
          });

      assertThat(sweep.count()).isZero();
    }
  }

  @Test
  void ends_with_the_failure_of_one_while_others_wait_for_trees() throws IOException {
    try (Repository repository = open()) {
      TreeSweep sweep = new TreeSweep(repository);
      assertThat(sweep.add(one)).isTrue();

      assertThatThrownBy(() ->
              sweep.run(
                  "sweep",
                  THREADS,
                  (tree, _) -> {
                    throw new IOException("tree " + tree + " is bad");
                  }))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tree " + one + " is bad");
    }
  }
}
