package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.store.MemoryObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private SnapshotId first;

  @BeforeEach
  void two_files_in_a_directory() throws IOException {
    try (SnapshotFixture.Batch batch = new SnapshotFixture(store).batch()) {
      first =
          batch.snapshot(
              batch.tree(
                  batch.file("top", noise(1, 5000)),
                  batch.directory(
                      "inner",
                      batch.file("one", noise(2, 300_000), noise(3, 10)),
                      batch.file("empty"))));
    }
  }

  @Test
  void finds_nothing_in_a_sound_repository() throws IOException {
    CheckReport report = check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.findings()).isEmpty();
    assertThat(report.remarks()).isEmpty();
    assertThat(report.checked().snapshots()).isEqualTo(1);
    assertThat(report.checked().trees()).isEqualTo(2);
    assertThat(report.checked().blobs()).isEqualTo(5);
    assertThat(first).isNotNull();
  }

  private CheckReport check(Reading reading) throws IOException {
    try (Repository repository = SnapshotFixture.open(store)) {
      return new Check(
              repository,
              new CheckRequest(reading),
              InstantSource.system(),
              new Random(1),
              CheckListener.NONE)
          .run();
    }
  }
}
