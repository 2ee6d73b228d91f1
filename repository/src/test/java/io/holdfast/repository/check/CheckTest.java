package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.lock.LockCodec;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
  private final Patient patient;

  CheckTest() throws IOException {
    patient = new Patient();
  }

  @Test
  void finds_nothing_in_a_sound_repository() throws IOException {
    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.findings()).isEmpty();
    assertThat(report.snapshots()).isEmpty();
    assertThat(report.remarks()).isEmpty();
    assertThat(report.checked().snapshots()).isEqualTo(2);
    assertThat(report.checked().indexFiles()).isEqualTo(2);
    assertThat(report.checked().trees()).isEqualTo(4);
    assertThat(report.checked().blobs()).isEqualTo(8);
    assertThat(report.checked().packsRead()).isEqualTo(report.checked().packs());
  }

  @Test
  void finds_nothing_in_an_empty_repository() throws IOException {
    MemoryObjectStore empty = new MemoryObjectStore();
    new SnapshotFixture(empty);

    assertThat(Patient.check(empty, Reading.ALL).isSound()).isTrue();
  }

  @Test
  void reads_packs_only_when_asked_to() throws IOException {
    assertThat(patient.check(Reading.NONE).checked().packsRead()).isZero();
    assertThat(patient.check(new Reading.Percentage(0.01)).checked().packsRead()).isEqualTo(1);
    assertThat(patient.check(new Reading.Percentage(100)).checked().packsRead())
        .isEqualTo(patient.check(Reading.ALL).checked().packsRead());
  }

  @Test
  @Fact("F38")
  void lists_snapshots_before_it_loads_the_index() throws IOException {
    List<String> calls = new ArrayList<>();
    ObjectStore store =
        new ForwardingObjectStore(patient.store) {
          @Override
          public void list(ObjectKind kind, Listing listing) throws IOException {
            calls.add("list " + kind);
            super.list(kind, listing);
          }
        };

    Patient.check(store, Reading.NONE);

    assertThat(calls).containsSubsequence("list SNAPSHOT", "list INDEX", "list PACK");
  }

  @Test
  void remarks_on_a_pack_that_no_index_names() throws IOException {
    Patient.Pack pack = patient.packs(BlobType.DATA).getFirst();
    String name = "00".repeat(32);
    patient.store.plant("data/00/" + name, patient.bytes(pack.name()));

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks())
        .singleElement()
        .isInstanceOfSatisfying(
            Remark.UnreferencedPack.class, remark -> assertThat(remark.text()).contains(name));
  }

  @Test
  void remarks_on_files_that_are_none_of_a_repository() throws IOException {
    patient.store.plant("data/00/stray", new byte[5]);
    patient.store.plant("snapshots/stray.tmp", new byte[5]);

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks())
        .extracting(Remark::text)
        .anySatisfy(text -> assertThat(text).contains("data/00/stray"))
        .anySatisfy(text -> assertThat(text).contains("snapshots/stray.tmp"))
        .hasSize(2);
  }

  @Test
  void remarks_on_a_blob_that_is_stored_twice() throws IOException {
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      batch.again(BlobType.DATA, noise(2, 300_000));
      batch.snapshot(batch.tree(batch.file("top", noise(1, 5000))));
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks()).contains(new Remark.RepeatedBlobs(1));
  }

  @Test
  void remarks_on_a_stale_lock_and_on_no_other() throws IOException {
    ObjectName stale = lock(Instant.now().minusSeconds(31 * 60));
    lock(Instant.now());

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks())
        .singleElement()
        .isInstanceOfSatisfying(
            Remark.StaleLock.class, remark -> assertThat(remark.name()).isEqualTo(stale));
  }

  private ObjectName lock(Instant time) throws IOException {
    try (Repository repository = patient.fixture.open()) {
      LockFile lock = new LockFile(time, false, "elsewhere", "user", 7, 0, 0);
      return repository.objects().save(ObjectKind.LOCK, LockCodec.encode(lock));
    }
  }

  @Test
  void remarks_on_a_file_whose_size_is_not_that_of_its_content() throws IOException {
    try (SnapshotFixture.Batch batch = patient.fixture.batch()) {
      var file = batch.file("grown", noise(9, 1000));
      batch.snapshot(batch.tree(batch.sized(file, 999)));
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isTrue();
    assertThat(report.remarks())
        .singleElement()
        .extracting(Remark::text)
        .asString()
        .contains("\"grown\"", "999", "1000");
  }
}
