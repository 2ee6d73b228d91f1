package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Damage to packs: by the list of packs alone, and by reading them. */
class DamagedPackTest {
  private static final int TOP = 5000;
  private static final int ONE = 300_000;
  private static final int TWO = 70_000;

  private final Patient patient;

  DamagedPackTest() throws IOException {
    patient = new Patient();
  }

  private static List<String> paths(CheckReport report, SnapshotId snapshot) {
    return report.findings().stream()
        .flatMap(finding -> finding.reach().places().stream())
        .filter(place -> place.snapshot().equals(snapshot))
        .map(place -> place.path().toString())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void a_bit_flip_in_a_data_blob_is_found_with_the_file_in_each_snapshot() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, ONE);
    PackedBlob blob = Patient.blob(pack, ONE);
    patient.flip(pack.name(), blob.offset() + 1000);

    assertThat(patient.check(Reading.NONE).isSound()).isTrue();
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().damage().object()).isEqualTo(pack.name().path());
    assertThat(report.findings().getFirst().damage().what())
        .contains("data blob at offset " + blob.offset());
    assertThat(paths(report, patient.first)).containsExactly("/inner/one");
    assertThat(paths(report, patient.second)).containsExactly("/inner/one");
    assertThat(report.snapshots())
        .extracting(CheckReport.AffectedSnapshot::paths)
        .containsExactly(1L, 1L);
  }

  @Test
  void a_bit_flip_anywhere_in_a_pack_is_found() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);
    byte[] sound = patient.bytes(pack.name());
    for (int place = 0; place < sound.length; place += sound.length / 50) {
      patient.flip(pack.name(), place);
      assertThat(patient.check(Reading.ALL).findings()).as("at %d", place).hasSize(1);
      patient.store.plant(pack.name().path(), sound);
    }
  }

  @Test
  void a_bit_flip_in_the_header_or_its_length_costs_no_file() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);
    PackedBlob last = pack.blobs().getLast();
    long headerStart = last.offset() + last.length();
    for (long place : new long[] {headerStart + 20, patient.store.size(pack.name()) - 3}) {
      byte[] sound = patient.bytes(pack.name());
      patient.flip(pack.name(), place);

      CheckReport report = patient.check(Reading.ALL);

      assertThat(report.findings()).hasSize(1);
      assertThat(report.findings().getFirst().damage().what())
          .contains("SHA-256", "header cannot be read");
      assertThat(report.findings().getFirst().reach()).isEqualTo(Reach.NOTHING);
      assertThat(report.snapshots()).isEmpty();
      patient.store.plant(pack.name().path(), sound);
    }
  }

  @Test
  void a_cut_pack_is_found_unread_with_the_files_beyond_the_cut() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);
    PackedBlob blob = Patient.blob(pack, TWO);
    patient.cut(pack.name(), blob.offset() + 100);

    CheckReport unread = patient.check(Reading.NONE);
    CheckReport read = patient.check(Reading.ALL);

    assertThat(unread.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.damage()).isInstanceOf(Damage.WrongSizePack.class));
    assertThat(paths(unread, patient.first)).isEmpty();
    assertThat(paths(unread, patient.second)).containsExactly("/inner/two");
    assertThat(read.findings()).hasSize(2);
    assertThat(paths(read, patient.second)).containsExactly("/inner/two");
  }

  @Test
  void an_empty_pack_and_one_with_bytes_added_are_found() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);
    byte[] sound = patient.bytes(pack.name());
    patient.cut(pack.name(), 0);
    assertThat(patient.check(Reading.ALL).findings()).hasSize(2);

    patient.store.plant(pack.name().path(), Arrays.copyOf(sound, sound.length + 1));
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).hasSize(2);
    assertThat(report.snapshots()).isEmpty();
  }

  @Test
  void a_missing_pack_is_found_unread_with_its_files() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TOP);
    patient.store.delete(pack.name());

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings().getFirst().damage()).isEqualTo(new Damage.MissingPack(pack.id()));
    assertThat(paths(report, patient.first)).contains("/top");
    assertThat(paths(report, patient.second)).contains("/top");
  }

  @Test
  void a_missing_pack_of_trees_is_one_damage_and_names_the_directories() throws IOException {
    Patient.Pack pack = patient.packs(BlobType.TREE).getFirst();
    patient.store.delete(pack.name());

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().reach().places())
        .singleElement()
        .satisfies(place -> assertThat(place.path().depth()).isZero());
  }

  @Test
  void swapped_packs_are_found_with_their_files() throws IOException {
    patient.swap(
        patient.packWith(BlobType.DATA, TWO).name(), patient.packWith(BlobType.DATA, TOP).name());

    CheckReport report = patient.check(Reading.ALL);

    assertThat(paths(report, patient.second)).contains("/inner/two", "/top");
  }

  @Test
  void damage_to_one_of_two_copies_costs_no_file() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TOP);
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      batch.again(BlobType.DATA, noise(1, TOP));
      batch.snapshot(batch.tree(batch.file("new", noise(20, 10))));
    }
    patient.flip(pack.name(), Patient.blob(pack, TOP).offset() + 50);

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().reach()).isEqualTo(Reach.NOTHING);
    assertThat(report.snapshots()).isEmpty();
  }

  @Test
  void a_blob_stored_under_a_wrong_id_is_found_with_its_file() throws IOException {
    BlobId wrong = new BlobId(Sha256.of(new byte[] {1, 2, 3}));
    SnapshotId snapshot;
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      batch.under(wrong, BlobType.DATA, noise(30, 4000));
      FileNode file =
          new FileNode(
              NodeName.of("false"),
              SnapshotFixture.metadata(0644),
              4000,
              BlobList.of(List.of(wrong)));
      snapshot = batch.snapshot(batch.tree(file));
    }

    assertThat(patient.check(Reading.NONE).isSound()).isTrue();
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().damage().what()).contains("holds the content of");
    assertThat(paths(report, snapshot)).containsExactly("/false");
  }

  @Test
  void a_pack_in_several_pieces_is_read_to_its_end() throws IOException {
    SnapshotId snapshot;
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      byte[][] content = new byte[14][];
      for (int i = 0; i < content.length; i++) {
        content[i] = noise(100 + i, 3_000_000 + i);
      }
      snapshot = batch.snapshot(batch.tree(batch.file("large", content)));
    }
    assertThat(patient.check(Reading.ALL).isSound()).isTrue();
    for (int i = 0; i < 14; i += 3) {
      Patient.Pack pack = patient.packWith(BlobType.DATA, 3_000_000 + i);
      PackedBlob blob = Patient.blob(pack, 3_000_000 + i);
      byte[] sound = patient.bytes(pack.name());
      patient.flip(pack.name(), blob.offset() + blob.length() - 1);

      CheckReport report = patient.check(Reading.ALL);

      assertThat(report.findings().getFirst().damage().what())
          .contains("at offset " + blob.offset() + " ");
      assertThat(paths(report, snapshot)).containsExactly("/large");
      patient.store.plant(pack.name().path(), sound);
    }
  }

  @Test
  void bytes_that_are_wrong_only_once_are_told_apart() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);
    AtomicInteger reads = new AtomicInteger();
    ForwardingObjectStore store =
        new ForwardingObjectStore(patient.store) {
          @Override
          public byte[] read(ObjectName name, long offset, int length) throws IOException {
            byte[] bytes = super.read(name, offset, length);
            if (name.equals(pack.name()) && reads.getAndIncrement() == 0) {
              bytes[5] ^= 1;
            }
            return bytes;
          }
        };

    CheckReport report = Patient.check(store, Reading.ALL);

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.damage()).isInstanceOf(Damage.FlickeringPack.class));
    assertThat(report.snapshots()).isEmpty();
  }

  @Test
  void a_pack_that_the_store_does_not_hand_out_is_damage_and_the_others_are_read()
      throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);

    CheckReport report =
        Patient.check(failing(pack.name(), new IOException("input/output error")), Reading.ALL);

    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.damage().what()).contains("input/output error"));
    assertThat(paths(report, patient.second)).contains("/inner/two");
    assertThat(report.checked().packsRead()).isGreaterThan(1);
  }

  @Test
  void a_store_that_refuses_ends_the_check() throws IOException {
    Patient.Pack pack = patient.packWith(BlobType.DATA, TWO);

    assertThatThrownBy(() ->
            Patient.check(failing(pack.name(), new RefusedException("forbidden")), Reading.ALL))
        .isInstanceOf(RefusedException.class);
  }

  private ForwardingObjectStore failing(ObjectName failing, IOException failure) {
    return new ForwardingObjectStore(patient.store) {
      @Override
      public byte[] read(ObjectName name, long offset, int length) throws IOException {
        if (name.equals(failing)) {
          throw failure;
        }
        return super.read(name, offset, length);
      }
    };
  }

  @Test
  void damage_beyond_counting_is_counted() throws IOException {
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      FileNode[] files = new FileNode[1500];
      for (int i = 0; i < files.length; i++) {
        BlobId nowhere = new BlobId(Sha256.of(noise(i, 8)));
        files[i] =
            new FileNode(
                NodeName.of("file" + i),
                SnapshotFixture.metadata(0644),
                8,
                BlobList.of(List.of(nowhere)));
      }
      batch.snapshot(batch.tree(files));
    }

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.damageCount()).isEqualTo(1500);
    assertThat(report.findings()).hasSize(Findings.MOST_DAMAGES);
    assertThat(report.snapshots())
        .singleElement()
        .satisfies(affected -> assertThat(affected.paths()).isEqualTo(1500));
    assertThat(patient.names(ObjectKind.SNAPSHOT)).hasSize(3);
  }
}
