package io.holdfast.repository.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ForgetfulObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup to a repository that has lost something: what it makes must be whole again. */
final class LossTest {
  private static final byte[] LARGE = SnapshotFixture.noise(7, 3 << 20);

  @TempDir private Path folder;
  private final MemoryObjectStore store = new MemoryObjectStore();
  private BackupWorkshop workshop;
  private Path small;
  private Path large;

  /** What happened to a pack. */
  enum Loss {
    GONE,
    CUT_SHORT,
    CHANGED;

    Optional<byte[]> leaves(byte[] bytes) {
      return switch (this) {
        case GONE -> Optional.empty();
        case CUT_SHORT -> Optional.of(Arrays.copyOf(bytes, bytes.length / 2));
        case CHANGED -> {
          byte[] changed = bytes.clone();
          for (int i = 0; i < changed.length; i += 20) {
            changed[i] ^= 1;
          }
          yield Optional.of(changed);
        }
      };
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    workshop =
        new BackupWorkshop(
            store, new ChunkerParameters.Rabin(Polynomial.generate(BackupWorkshop.RANDOM)));
    small = Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("s"), "small");
    large = Files.write(folder.resolve("large"), LARGE);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  @Fact("F39")
  void stores_directories_anew_that_cannot_be_read(Loss loss) throws Exception {
    workshop.run(BackupWorkshop.request(folder));
    damage(BlobType.TREE, loss);

    requireWhole(workshop.run(BackupWorkshop.request(folder)));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void stores_them_anew_without_a_parent_too(Loss loss) throws Exception {
    workshop.run(BackupWorkshop.request(folder));
    damage(BlobType.TREE, loss);

    requireWhole(workshop.run(withoutParent()));
  }

  @Test
  void stores_a_directory_once_however_often_it_stands_there() throws Exception {
    for (String name : List.of("c", "d", "e")) {
      Files.createDirectories(folder.resolve(name).resolve("empty"));
    }
    workshop.run(BackupWorkshop.request(folder));
    damage(BlobType.TREE, Loss.CHANGED);
    BackupCounts counts = new BackupCounts();

    requireWhole(workshop.run(withoutParent(), counts));
    // a, a/b, c to e, empty, the folder and those above it.
    assertThat(counts.added().treeBlobs()).isLessThanOrEqualTo(6 + 1 + folder.getNameCount());
    requireNothingNew();
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"GONE", "CUT_SHORT"})
  @Fact("F39")
  void reads_files_anew_whose_packs_are_lost(Loss loss) throws Exception {
    workshop.run(BackupWorkshop.request(folder));
    damage(BlobType.DATA, loss);
    List<String> warnings = new ArrayList<>();

    BackupReport second =
        workshop.run(BackupWorkshop.request(folder), new BackupCounts(), warnings::add);

    assertThat(warnings).hasSizeGreaterThan(1);
    assertThat(warnings.getFirst()).startsWith("pack ").contains("is missing");
    assertThat(warnings.getLast()).contains("holdfast check");
    requireWhole(second);
    requireNothingNew();
  }

  @Test
  void asks_by_name_for_a_pack_that_is_not_listed() throws Exception {
    workshop.run(BackupWorkshop.request(folder));
    BackupWorkshop late =
        workshop.on(new ForgetfulObjectStore(store, name -> name.kind() == ObjectKind.PACK));
    BackupCounts counts = new BackupCounts();
    List<String> warnings = new ArrayList<>();

    late.run(BackupWorkshop.request(folder), counts, warnings::add);

    assertThat(warnings).isEmpty();
    requireFew(counts);

    damage(BlobType.TREE, Loss.GONE);
    requireWhole(late.run(withoutParent(), new BackupCounts(), warnings::add));
    assertThat(warnings).isNotEmpty().noneMatch(warning -> warning.contains("stored anew"));
  }

  private BackupRequest withoutParent() {
    BackupRequest usual = BackupWorkshop.request(folder);
    return new BackupRequest(
        usual.source(),
        usual.selection(),
        BackupWorkshop.labels(Instant.now()),
        new BackupRequest.Comparison(new ParentChoice.None(), false, false),
        usual.settings());
  }

  /** Does this to every pack that holds such blobs. */
  private void damage(BlobType type, Loss loss) throws IOException {
    List<PackId> packs = new ArrayList<>();
    Repository repository = workshop.open();
    repository.loadIndex();
    repository
        .index()
        .forEachPack((id, blobs) -> {
          if (blobs.getFirst().type() == type) {
            packs.add(id);
          }
        });
    repository.key().close();
    assertThat(packs).isNotEmpty();
    for (PackId pack : packs) {
      ObjectName name = ObjectName.of(ObjectKind.PACK, pack.hash());
      byte[] bytes = store.read(name, 0, (int) store.size(name));
      store.delete(name);
      loss.leaves(bytes).ifPresent(left -> store.plant(name.path(), left));
    }
  }

  private void requireWhole(BackupReport report) throws IOException {
    assertThat(report.completeness().failed().total()).isZero();
    assertThat(workshop.bytes(report, large)).isEqualTo(LARGE);
    assertThat(workshop.bytes(report, small)).isEqualTo("small".getBytes(UTF_8));
  }

  private void requireNothingNew() throws IOException, InterruptedException {
    BackupCounts counts = new BackupCounts();
    requireWhole(workshop.run(BackupWorkshop.request(folder), counts));
    requireFew(counts);
  }

  /** No more than the directories above, in which others may have written meanwhile. */
  private void requireFew(BackupCounts counts) {
    assertThat(counts.added().dataBlobs()).isZero();
    assertThat(counts.added().treeBlobs()).isLessThanOrEqualTo(folder.getNameCount());
  }
}
