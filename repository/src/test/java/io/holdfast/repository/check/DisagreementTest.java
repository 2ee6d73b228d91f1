package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Index files that contradict each other, or the packs. */
class DisagreementTest {
  private final Patient patient;

  DisagreementTest() throws IOException {
    patient = new Patient();
  }

  @Test
  @Fact("F19")
  void a_pack_split_over_index_files_is_damage() throws IOException {
    PackId pack;
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      maker.blob(BlobType.DATA, noise(50, 100));
      maker.blob(BlobType.DATA, noise(51, 100));
      pack = maker.store();
      maker.index(pack, maker.entries().subList(0, 1));
      maker.index(pack, maker.entries().subList(1, 2));
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings())
        .extracting(CheckReport.Finding::damage)
        .containsExactly(new Damage.SplitPack(pack));
  }

  @Test
  @Fact("F19")
  void a_pack_that_stands_in_two_index_files_in_the_same_way_is_none() throws IOException {
    PackId pack;
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      maker.blob(BlobType.DATA, noise(50, 100));
      maker.blob(BlobType.DATA, noise(51, 100));
      pack = maker.store();
      maker.index(pack, maker.entries());
      maker.index(pack, maker.entries());
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks()).containsExactly(new Remark.RepeatedPack(pack));
  }

  @Test
  @Fact("F13")
  void a_blob_that_the_index_leaves_out_is_found_by_size_and_by_header() throws IOException {
    PackId pack;
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      maker.blob(BlobType.DATA, noise(50, 100));
      maker.blob(BlobType.DATA, noise(51, 100));
      pack = maker.store();
      maker.index(pack, maker.entries().subList(0, 1));
    }

    CheckReport unread = patient.check(Reading.NONE);
    CheckReport read = patient.check(Reading.ALL);

    assertThat(unread.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.damage()).isInstanceOf(Damage.WrongSizePack.class));
    assertThat(read.findings())
        .anySatisfy(finding ->
            assertThat(finding.damage().what()).contains("header names 2 blobs, the index 1"));
  }

  @Test
  @Fact("F13")
  void gaps_and_overlaps_in_the_index_are_found() throws IOException {
    PackId pack;
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      PackEntry one = maker.blob(BlobType.DATA, noise(50, 100));
      PackEntry two = maker.blob(BlobType.DATA, noise(51, 200));
      PackEntry three = maker.blob(BlobType.DATA, noise(52, 100));
      pack = maker.store();
      // The same sum of lengths: only the places are wrong.
      maker.index(pack, List.of(one, moved(two, 1), moved(three, -40)));
    }

    CheckReport report = patient.check(Reading.NONE);
    CheckReport read = patient.check(Reading.ALL);

    assertThat(report.findings())
        .extracting(CheckReport.Finding::damage)
        .containsExactly(new Damage.UnevenPack(pack));
    assertThat(read.findings()).hasSize(2);
  }

  private static PackEntry moved(PackEntry entry, int by) {
    return new PackEntry(
        entry.type(), entry.id(), entry.offset() + by, entry.length(), entry.uncompressedLength());
  }

  @Test
  @Fact("F13")
  void blobs_that_the_index_names_in_another_order_than_the_header_are_found() throws IOException {
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      PackEntry one = maker.blob(BlobType.DATA, noise(50, 100));
      PackEntry two = maker.blob(BlobType.DATA, noise(51, 100));
      PackId pack = maker.store();
      maker.index(pack, List.of(renamed(one, two), renamed(two, one)));
    }

    assertThat(patient.check(Reading.NONE).isSound()).isTrue();
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().damage().what())
        .contains("another one by the index", "otherwise than the index");
  }

  private static PackEntry renamed(PackEntry entry, PackEntry other) {
    return new PackEntry(entry.type(), other.id(), entry.offset(), entry.length(), 0);
  }

  @Test
  void a_pack_with_blobs_of_both_types_is_none() throws IOException {
    PackId pack;
    try (PackMaker maker = new PackMaker(patient.fixture)) {
      maker.blob(BlobType.DATA, noise(50, 100));
      maker.blob(BlobType.TREE, "{\"nodes\":[]}\n".getBytes(StandardCharsets.UTF_8));
      pack = maker.store();
      maker.index(pack, maker.entries());
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks()).containsExactly(new Remark.MixedPack(pack));
  }
}
