package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.measure.Points;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a catalog knows of points, on every database. */
interface PointRowsContract extends CatalogOnTest {
  @Test
  default void points_are_listed_newest_first_and_replaced_by_name() throws IOException {
    var old = point("shop-20261129t040000z-0001", 0);
    var newer = point("shop-20261129t050000z-0002", 1);
    catalog().points().put(MAIN, old);
    catalog().points().put(MAIN, newer);
    catalog().points().put(MAIN, old);

    assertThat(reopened().points().of(MAIN, SHOP)).containsExactly(newer, old);
    assertThat(catalog().points().find(MAIN, old.id())).contains(old);

    catalog().points().remove(MAIN, old.id());

    assertThat(catalog().points().of(MAIN, SHOP)).containsExactly(newer);
    assertThat(catalog().points().of(RepositoryName.parse("other"), SHOP)).isEmpty();
  }

  @Test
  default void points_come_to_the_same_whether_the_database_or_the_program_counts()
      throws IOException {
    var points =
        List.of(
            point("shop-20261129t051500z-aaaa", 1),
            point("shop-20261129t091500z-bbbb", 5),
            incomplete("shop-20261129t071500z-cccc", 3),
            securing("shop-20261129t101500z-dddd", 6));
    for (var point : points) {
      catalog().points().put(MAIN, point);
    }

    for (var now : List.of(START.plusSeconds(4 * 3600), START.plusSeconds(9 * 3600), START)) {
      assertThat(catalog().points().sum(MAIN, SHOP, now).points())
          .isEqualTo(Points.of(points, _ -> false, now));
    }
    var sum = catalog().points().sum(MAIN, SHOP, START);
    assertThat(sum.oldest()).isEqualTo(START.plusSeconds(3600));
    assertThat(catalog().points().sum(RepositoryName.parse("other"), SHOP, START))
        .isEqualTo(new PointRows.Sum(Points.NONE, null));
  }

  private RestorePoint securing(String id, int hours) {
    var any = point(id, hours);
    return new RestorePoint(
        any.id(),
        any.cut(),
        any.consistency(),
        any.snapshot(),
        any.size(),
        any.proof(),
        "restore-1");
  }

  private RestorePoint incomplete(String id, int hours) {
    var whole = point(id, hours);
    return new RestorePoint(
        whole.id(),
        whole.cut(),
        whole.consistency(),
        whole.snapshot(),
        whole.size(),
        Proof.ofSeal(START, false),
        null);
  }
}
