package io.holdfast.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BelongingTest {
  private static final List<Belonging> ALL =
      List.of(
          new Belonging.ToVolume(VaultWorkshop.POINT, VaultWorkshop.ORDERS),
          new Belonging.ToOverlay(VaultWorkshop.POINT, VaultWorkshop.ORDERS),
          new Belonging.ToPoint(VaultWorkshop.POINT),
          new Belonging.ToLedger(ApplicationName.parse("shop")),
          new Belonging.ToLedger(null));

  private static Snapshot snapshot(List<String> tags) {
    return new Snapshot(
        VaultWorkshop.START,
        new BlobId(Sha256.parse("ab".repeat(32))),
        new SnapshotScope(List.of("/x"), List.of()),
        tags,
        VaultWorkshop.AUTHOR,
        SnapshotLineage.NONE,
        null);
  }

  @Test
  void tags_say_what_a_snapshot_belongs_to() {
    for (var belonging : ALL) {
      assertThat(Belonging.of(snapshot(belonging.tags()))).contains(belonging);
    }
  }

  @Test
  void a_point_is_one_whether_it_is_complete_or_not() {
    for (var tag : List.of(Belonging.POINT, Belonging.INCOMPLETE, Belonging.SECURING)) {
      assertThat(Belonging.of(snapshot(List.of("holdfast", tag, "point=" + VaultWorkshop.POINT))))
          .contains(new Belonging.ToPoint(VaultWorkshop.POINT));
    }
  }

  @Test
  void paths_keep_apart_what_has_nothing_in_common() {
    assertThat(ALL.stream().map(Belonging::path)).doesNotHaveDuplicates();
    assertThat(ALL.getFirst().path()).isEqualTo("/shop/orders");
  }

  @Test
  void what_bears_no_tag_of_ours_is_not_ours() {
    for (var tags :
        List.of(
            List.<String>of(),
            List.of("holdfast-point", "point=shop-20261129t041500z-7f3a"),
            List.of("holdfast"),
            List.of("holdfast", "point=x", "volume=orders"),
            List.of("holdfast", "point=shop-20261129t041500z-7f3a", "volume=Not A Name"))) {
      assertThat(Belonging.of(snapshot(tags))).as("%s", tags).isEmpty();
    }
  }

  @Test
  void tags_that_a_person_added_change_nothing() {
    var tags = new ArrayList<>(ALL.getFirst().tags());
    tags.addFirst("keep this");

    assertThat(Belonging.of(snapshot(tags))).contains(ALL.getFirst());
  }
}
