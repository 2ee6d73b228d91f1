package io.holdfast.repository.hostile;

import static io.holdfast.repository.hostile.HostileRepository.directory;
import static io.holdfast.repository.hostile.HostileRepository.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreeBounds;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a walk through directories meets in a hostile repository, whoever walks. */
final class HostileTreesTest {
  private HostileRepository hostile;

  @BeforeEach
  void make() throws IOException {
    hostile = new HostileRepository();
  }

  @AfterEach
  void close() throws IOException {
    hostile.close();
  }

  @Test
  void trees_that_name_the_next_one_twice_are_not_followed_for_ever() {
    BlobId tree = doubled(40);

    assertThatThrownBy(() -> walk(tree)).hasMessageContaining("no real directories");
  }

  @Test
  void repeated_trees_are_followed_as_often_as_a_file_system_may_repeat_them() throws IOException {
    assertThat(walk(doubled(10))).isEqualTo(3 * 1024 - 2);
  }

  /** A tree of 2 to the power of {@code depth} directories. */
  private BlobId doubled(int depth) {
    BlobId tree = hostile.tree(file("bottom" + "x".repeat(20_000), 0));
    for (int i = 0; i < depth; i++) {
      tree = hostile.tree(directory("a", tree), directory("b", tree));
    }
    return tree;
  }

  @Test
  void directories_deeper_than_any_are_refused_with_their_tree() {
    BlobId deepest = hostile.tree();
    BlobId tree = deepest;
    for (int i = 0; i < TreeBounds.DEEPEST; i++) {
      tree = hostile.tree(directory("d", tree));
    }
    BlobId root = tree;

    assertThatThrownBy(() -> walk(root))
        .hasMessageContaining("10000 directories deep")
        .hasMessageContaining(deepest.toString());
  }

  @Test
  void trees_that_hold_too_much_memory_together_are_refused() {
    String wide = file("x".repeat(BlobCodec.LARGEST / 20), 0);
    BlobId tree = hostile.tree();
    for (int i = 0; i < 24; i++) {
      tree = hostile.tree(directory("d", tree), wide);
    }
    BlobId root = tree;

    assertThatThrownBy(() -> walk(root)).hasMessageContaining("bytes together");
  }

  @Test
  void a_tree_that_unfolds_to_more_than_fits_is_refused_by_its_pack() {
    byte[] folded;
    try (Compressor compressor = new Compressor(CompressionLevel.AUTO)) {
      folded = compressor.compress(new byte[64 << 20]);
    }
    int frames = BlobCodec.LARGEST / (64 << 20) + 1;
    byte[] stored = new byte[folded.length * frames];
    for (int i = 0; i < frames; i++) {
      System.arraycopy(folded, 0, stored, i * folded.length, folded.length);
    }
    BlobId bomb = new BlobId(Sha256.of(stored));
    hostile.blob(BlobType.TREE, bomb, stored, frames * (64 << 20));

    assertThatThrownBy(() -> walk(bomb))
        .hasMessageContaining("data/")
        .hasMessageContaining("unfolds to");
  }

  @Test
  void a_length_that_its_bytes_cannot_stand_for_is_refused() {
    BlobId liar = new BlobId(Sha256.of(new byte[] {1}));
    hostile.blob(BlobType.TREE, liar, new byte[20], Integer.MAX_VALUE);

    assertThatThrownBy(() -> walk(liar))
        .hasMessageContaining("data/")
        .hasMessageContaining("cannot hold 2147483647");
  }

  @Test
  void a_tree_under_another_trees_id_is_refused() {
    byte[] empty = Specimens.utf8("{\"nodes\":[]}\n");
    BlobId wrong = new BlobId(Sha256.of(new byte[] {1}));
    hostile.blob(BlobType.TREE, wrong, empty, 0);

    assertThatThrownBy(() -> walk(wrong)).hasMessageContaining("holds other content");
  }

  @Test
  void a_blob_that_is_said_to_be_compressed_and_is_empty_is_refused() {
    BlobId wrong = new BlobId(Sha256.of(new byte[0]));
    hostile.blob(BlobType.TREE, wrong, new byte[0], 5);

    assertThatThrownBy(() -> walk(wrong)).hasMessageContaining("there is no zstd frame");
  }

  @Test
  void a_tree_that_is_data_is_refused() {
    BlobId data = hostile.data(Specimens.utf8("{\"nodes\":[]}\n"));

    assertThatThrownBy(() -> walk(data)).isInstanceOf(MissingBlobException.class);
  }

  @Test
  void two_entries_of_one_name_are_refused_with_their_tree() {
    BlobId tree = hostile.tree(file("same", 0), file("same", 0));

    assertThatThrownBy(() -> walk(tree))
        .hasMessageContaining("tree " + tree)
        .hasMessageContaining("two nodes named \"same\"");
  }

  @Test
  void a_negative_size_is_refused_with_its_place() {
    BlobId tree = hostile.tree(file("a", 0), file("b", -1));

    assertThatThrownBy(() -> walk(tree))
        .hasMessageContaining("tree " + tree)
        .hasMessageContaining("/nodes/1/size");
  }

  @Test
  void an_index_that_points_outside_of_its_pack_is_refused() throws IOException {
    BlobId tree = hostile.tree();
    BlobId outside = new BlobId(Sha256.of(new byte[] {9}));
    hostile.index(index(hostile.pack(new byte[100]).hex(), blob(outside, 4_294_967_000L, 200)));

    assertThatThrownBy(() -> walk(outside)).hasMessageContaining("data/");
    assertThat(walk(tree)).isZero();
  }

  @Test
  void an_index_of_a_million_copies_of_one_blob_keeps_nobody_busy() throws IOException {
    BlobId wanted = new BlobId(Sha256.of(new byte[] {7}));
    String[] blobs = new String[1_000_000];
    Arrays.fill(blobs, blob(wanted, 0, 32));
    hostile.index(index(hostile.pack(new byte[32]).hex(), blobs));

    try (Repository repository = hostile.openWithIndex();
        Trees trees = repository.trees()) {
      assertThat(repository.index().blobCount()).isEqualTo(1_000_000);
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> trees.read(wanted)).hasMessageContaining("data/");
      }
    }
  }

  private static String blob(BlobId id, long offset, int length) {
    return """
    {"id":"%s","type":"tree","offset":%d,"length":%d}\
    """
        .formatted(id, offset, length);
  }

  private static byte[] index(String pack, String... blobs) {
    return Specimens.utf8(
        """
        {"packs":[{"id":"%s","blobs":[%s]}]}\
        """
            .formatted(pack, String.join(",", blobs)));
  }

  @Test
  void an_index_file_that_unfolds_to_more_than_allowed_is_refused_by_name() throws IOException {
    byte[] json = new byte[130 << 20];
    Arrays.fill(json, (byte) ' ');
    json[0] = '{';
    json[json.length - 1] = '}';
    hostile.index(json);

    assertThatThrownBy(hostile::openWithIndex)
        .hasMessageContaining("index/")
        .hasMessageContaining("zstd frames hold more than");
  }

  private long walk(BlobId root) throws IOException {
    AtomicLong count = new AtomicLong();
    try (Repository repository = hostile.openWithIndex();
        Trees trees = repository.trees()) {
      TreeWalk.through(trees, root, (_, _) -> count.incrementAndGet() > 0);
    }
    return count.get();
  }
}
