package io.holdfast.repository.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage to keys, config, snapshots and index files. */
class DamagedFileTest {
  private final Patient patient;

  DamagedFileTest() throws IOException {
    patient = new Patient();
  }

  /** What is done to a file. */
  enum Wound {
    BIT_FLIP {
      @Override
      void inflict(Patient patient, ObjectName name) throws IOException {
        patient.flip(name, patient.store.size(name) / 2);
      }
    },
    CUT {
      @Override
      void inflict(Patient patient, ObjectName name) throws IOException {
        patient.cut(name, patient.store.size(name) / 2);
      }
    },
    EMPTIED {
      @Override
      void inflict(Patient patient, ObjectName name) throws IOException {
        patient.cut(name, 0);
      }
    };

    abstract void inflict(Patient patient, ObjectName name) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void a_damaged_snapshot_is_lost_as_a_whole(Wound wound) throws IOException {
    wound.inflict(patient, ObjectName.of(ObjectKind.SNAPSHOT, patient.first.hash()));

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.damageCount()).isEqualTo(1);
    CheckReport.Finding finding = report.findings().getFirst();
    assertThat(finding.damage()).isInstanceOf(Damage.UnreadableSnapshot.class);
    assertThat(finding.damage().object()).contains(patient.first.hex());
    assertThat(finding.reach().places())
        .containsExactly(new Reach.Place(patient.first, TreePath.ROOT));
    assertThat(report.snapshots())
        .singleElement()
        .satisfies(affected -> assertThat(affected.id()).isEqualTo(patient.first));
  }

  @ParameterizedTest
  @EnumSource
  void a_damaged_index_file_is_named_with_the_paths_it_costs(Wound wound) throws IOException {
    ObjectName index = patient.names(ObjectKind.INDEX).getFirst();
    wound.inflict(patient, index);

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.findings())
        .anySatisfy(finding -> {
          assertThat(finding.damage()).isInstanceOf(Damage.UnreadableIndex.class);
          assertThat(finding.damage().object()).isEqualTo(index.path());
        })
        .anySatisfy(finding -> {
          assertThat(finding.damage()).isInstanceOf(Damage.MissingBlob.class);
          assertThat(finding.reach().places()).isNotEmpty();
        });
    // Its packs are needed: nobody is to be told that a prune removes them.
    assertThat(report.remarks()).noneMatch(Remark.UnreferencedPack.class::isInstance);
  }

  @Test
  void a_missing_index_file_shows_by_the_blobs_it_alone_named() throws IOException {
    for (ObjectName index : patient.names(ObjectKind.INDEX)) {
      patient.store.delete(index);
    }

    CheckReport report = patient.check(Reading.ALL);

    assertThat(report.isSound()).isFalse();
    assertThat(report.snapshots())
        .extracting(CheckReport.AffectedSnapshot::id)
        .containsExactlyInAnyOrder(patient.first, patient.second);
    assertThat(report.remarks()).anyMatch(Remark.UnreferencedPack.class::isInstance);
  }

  @Test
  void swapped_index_files_are_found() throws IOException {
    patient.swap(
        patient.names(ObjectKind.INDEX).getFirst(), patient.names(ObjectKind.INDEX).getLast());

    assertThat(patient.check(Reading.NONE).findings())
        .filteredOn(finding -> finding.damage() instanceof Damage.UnreadableIndex)
        .hasSize(2);
  }

  @Test
  void swapped_snapshots_are_found() throws IOException {
    patient.swap(
        ObjectName.of(ObjectKind.SNAPSHOT, patient.first.hash()),
        ObjectName.of(ObjectKind.SNAPSHOT, patient.second.hash()));

    assertThat(patient.check(Reading.NONE).snapshots()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"INDEX", "SNAPSHOT"})
  void a_file_that_is_there_again_under_another_name_is_found(ObjectKind kind) throws IOException {
    ObjectName name = patient.names(kind).getFirst();
    patient.store.plant(kind.folder() + "/" + "ab".repeat(32), patient.bytes(name));

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.damageCount()).isEqualTo(1);
    assertThat(report.findings().getFirst().damage().object()).contains("abab");
  }

  @ParameterizedTest
  @EnumSource
  void a_damaged_key_file_is_found_though_another_one_opens(Wound wound) throws IOException {
    KeyId second = addKey();
    wound.inflict(patient, ObjectName.of(ObjectKind.KEY, second.hash()));

    CheckReport report = patient.check(Reading.NONE);

    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.damage().object()).contains(second.hex()));
  }

  private KeyId addKey() throws IOException {
    try (Repository repository = patient.fixture.open();
        Password password = Password.of("other".getBytes(StandardCharsets.UTF_8))) {
      KeyFile file =
          KeyFile.wrap(
              repository.key(),
              password,
              new ScryptParameters(1024, 8, 1),
              "2026-11-22T10:00:00Z",
              "user",
              "host",
              new SecureRandom());
      return repository.keys().add(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_damaged_config_keeps_the_repository_from_opening(Wound wound) throws IOException {
    wound.inflict(patient, ObjectName.CONFIG);

    assertThatThrownBy(() -> SnapshotFixture.open(patient.store))
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining("config");
  }
}
