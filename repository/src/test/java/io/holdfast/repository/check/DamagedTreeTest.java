package io.holdfast.repository.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that cannot be read, or say what no tree may. */
class DamagedTreeTest {
  private static final String TIMES =
      "\"mtime\":\"2026-11-22T10:00:00Z\",\"atime\":\"2026-11-22T10:00:00Z\",\"ctime\":\"2026-11-22T10:00:00Z\",\"uid\":0,\"gid\":0";

  private final Patient patient;

  DamagedTreeTest() throws IOException {
    patient = new Patient();
  }

  private static String file(String name) {
    return "{\"name\":\"%s\",\"type\":\"file\",%s,\"content\":[]}".formatted(name, TIMES);
  }

  private CheckReport withTree(String nodes) throws IOException {
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      BlobId tree = batch.rawTree("{\"nodes\":[" + nodes + "]}\n");
      batch.snapshot(
          batch.tree(
              new DirectoryNode(
                  NodeName.of("odd"), SnapshotFixture.metadata(FileMode.DIRECTORY | 0755), tree)));
    }
    return patient.check(Reading.NONE);
  }

  private static void assertFlaw(CheckReport report, String... words) {
    assertThat(report.findings()).hasSize(1);
    CheckReport.Finding finding = report.findings().getFirst();
    assertThat(finding.damage()).isInstanceOf(Damage.DamagedTree.class);
    assertThat(finding.damage().what()).contains(words);
    assertThat(finding.reach().places())
        .singleElement()
        .satisfies(place -> assertThat(place.path()).hasToString("/odd"));
  }

  @Test
  @Fact("F28")
  void names_out_of_order_are_found() throws IOException {
    assertThat(withTree(file("a") + "," + file("b")).isSound()).isTrue();
    assertFlaw(withTree(file("b") + "," + file("a")), "\"a\" after \"b\"");
  }

  @Test
  @Fact("F28")
  void a_name_that_stands_twice_is_found() throws IOException {
    assertFlaw(withTree(file("a") + "," + file("a")), "two nodes named \"a\"");
  }

  @Test
  @Fact("F28")
  void names_are_ordered_by_bytes_and_not_by_utf_16() throws IOException {
    // U+FF01 is before U+1F600 as bytes, after it in UTF-16.
    assertThat(withTree(file("\uff01") + "," + file("\ud83d\ude00")).isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "../../etc/passwd"})
  void a_name_that_leads_elsewhere_is_found(String name) throws IOException {
    assertFlaw(withTree(file(name)), "no file system allows");
  }

  @Test
  void a_name_of_no_bytes_is_found() throws IOException {
    assertFlaw(withTree(file("")), "without a name");
  }

  @Test
  @Fact("F24")
  void a_file_with_null_for_a_list_of_blobs_is_found() throws IOException {
    assertFlaw(
        withTree("{\"name\":\"x\",\"type\":\"file\",%s,\"content\":null}".formatted(TIMES)),
        "\"x\"",
        "without a list of blobs");
  }

  @Test
  void a_directory_without_a_tree_and_an_unknown_type_are_found() throws IOException {
    assertFlaw(
        withTree(
            "{\"name\":\"x\",\"type\":\"dir\",%s,\"content\":null},{\"name\":\"y\",\"type\":\"odd\",%s,\"content\":null}"
                .formatted(TIMES, TIMES)),
        "\"x\" is a directory without a tree",
        "\"y\" is of a type");
  }

  @Test
  void json_that_is_no_tree_is_found() throws IOException {
    assertFlaw(withTree(file("a") + ",{\"name\":7}"), "expected a string");
  }

  @Test
  void a_directory_whose_tree_is_in_no_index_is_found() throws IOException {
    SnapshotId snapshot;
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      snapshot =
          batch.snapshot(
              batch.tree(
                  new DirectoryNode(
                      NodeName.of("gone"),
                      SnapshotFixture.metadata(FileMode.DIRECTORY | 0755),
                      new BlobId(Sha256.of(new byte[1])))));
    }

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.damage()).isInstanceOf(Damage.MissingBlob.class);
          assertThat(finding.reach().places())
              .singleElement()
              .satisfies(place -> {
                assertThat(place.snapshot()).isEqualTo(snapshot);
                assertThat(place.path()).hasToString("/gone");
              });
        });
  }

  @Test
  void a_bit_flip_in_a_tree_is_found_unread_with_the_directory() throws IOException {
    Patient.Pack pack = patient.packs(BlobType.TREE).getFirst();
    PackedBlob blob = pack.blobs().getFirst();
    patient.flip(pack.name(), blob.offset() + blob.length() / 2);

    CheckReport unread = patient.check(Reading.NONE);
    CheckReport read = patient.check(Reading.ALL);

    assertThat(unread.findings()).hasSize(1);
    assertThat(unread.findings().getFirst().damage()).isInstanceOf(Damage.DamagedTree.class);
    assertThat(unread.findings().getFirst().reach().places())
        .singleElement()
        .satisfies(place -> assertThat(place.path()).hasToString("/inner"));
    assertThat(read.findings()).hasSize(2);
    assertThat(read.findings())
        .allSatisfy(finding -> assertThat(finding.reach().places()).hasSize(1));
  }

  @Test
  void a_directory_that_many_directories_contain_is_looked_at_once() throws IOException {
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      BlobId tree = batch.rawTree("{\"nodes\":[" + file("b") + "," + file("a") + "]}\n");
      for (int i = 0; i < 40; i++) {
        FileMode mode = new FileMode(FileMode.DIRECTORY | 0755);
        tree =
            batch.tree(
                new DirectoryNode(NodeName.of("l"), SnapshotFixture.metadata(mode.bits()), tree),
                new DirectoryNode(NodeName.of("r"), SnapshotFixture.metadata(mode.bits()), tree));
      }
      batch.snapshot(tree);
    }

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.findings()).hasSize(1);
    assertThat(report.snapshots())
        .singleElement()
        .satisfies(affected -> assertThat(affected.paths()).isEqualTo(1L << 40));
  }
}
