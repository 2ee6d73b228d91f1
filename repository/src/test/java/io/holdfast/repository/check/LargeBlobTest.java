package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packs are read in pieces of 4 MiB: what is larger has arrays of its own. */
final class LargeBlobTest {
  // Within a piece; beyond one; beyond what any chunker makes.
  private static final List<Integer> LENGTHS = List.of(1000, 5 << 20, 9 << 20, 2000, 6 << 20);

  private final Patient patient;
  private final SnapshotId snapshot;

  LargeBlobTest() throws IOException {
    patient = new Patient();
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      byte[][] content = new byte[LENGTHS.size()][];
      for (int i = 0; i < content.length; i++) {
        content[i] = noise(70 + i, LENGTHS.get(i));
      }
      snapshot = batch.snapshot(batch.tree(batch.file("large", content)));
    }
  }

  @Test
  void a_pack_with_large_blobs_is_sound() throws IOException {
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void a_bit_flip_in_each_blob_is_found_in_its_place() throws IOException {
    for (int length : LENGTHS) {
      Patient.Pack pack = patient.packWith(BlobType.DATA, length);
      PackedBlob blob = Patient.blob(pack, length);
      byte[] sound = patient.bytes(pack.name());
      patient.flip(pack.name(), blob.offset() + blob.length() - 1);

      CheckReport report = patient.check(Reading.ALL);

      assertThat(report.findings())
          .as("%d bytes", length)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.damage().what()).contains("at offset " + blob.offset());
            assertThat(finding.reach().places())
                .extracting(place -> place.snapshot())
                .containsExactly(snapshot);
          });
      patient.store.plant(pack.name().path(), sound);
    }
  }
}
