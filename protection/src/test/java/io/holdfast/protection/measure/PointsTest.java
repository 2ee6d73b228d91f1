package io.holdfast.protection.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PointsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");

  @Test
  void an_incomplete_point_does_not_make_the_newest_complete_one_newer() {
    var points =
        Points.of(List.of(point(1, true), point(3, false), point(2, true)), _ -> false, cut(9));

    assertThat(points.complete()).isEqualTo(new Points.Several(2, newest(2)));
    assertThat(points.incomplete()).isEqualTo(new Points.Several(1, newest(3)));
  }

  @Test
  void without_points_there_is_no_newest() {
    assertThat(Points.of(List.of(), _ -> false, cut(9))).isEqualTo(Points.NONE);
  }

  @Test
  void a_point_of_the_future_is_not_the_newest_while_there_are_others() {
    var now = cut(2).plusSeconds(1);

    assertThat(
            Points.of(List.of(point(1, true), point(8, true), point(2, true)), _ -> false, now)
                .complete())
        .isEqualTo(new Points.Several(3, newest(2)));
    assertThat(Points.of(List.of(point(8, true)), _ -> false, now).complete())
        .isEqualTo(new Points.Several(1, newest(8)));
  }

  @Test
  void what_a_restore_was_about_to_overwrite_is_no_evidence_of_a_backup() {
    var points =
        Points.of(
            List.of(point(1, true), securing(2, true), securing(3, false)), _ -> false, cut(9));

    assertThat(points.complete()).isEqualTo(new Points.Several(1, newest(1)));
    assertThat(points.incomplete()).isEqualTo(Points.Several.NONE);
    assertThat(points.securing()).isEqualTo(new Points.Several(2, newest(3)));
  }

  @Test
  void a_missing_point_counts_as_nothing_else() {
    var missing = point(2, true);

    var points = Points.of(List.of(point(1, true), missing), missing.id()::equals, cut(9));

    assertThat(points.complete()).isEqualTo(new Points.Several(1, newest(1)));
    assertThat(points.missing()).isEqualTo(new Points.Several(1, newest(2)));
  }

  private static Points.Newest newest(int hour) {
    return new Points.Newest(cut(hour), cut(hour), hour * 1000L);
  }

  private static Instant cut(int hour) {
    return MIDNIGHT.plus(Duration.ofHours(hour));
  }

  private static RestorePoint point(int hour, boolean complete) {
    return point(hour, complete, null);
  }

  private static RestorePoint securing(int hour, boolean complete) {
    return point(hour, complete, "restore-1");
  }

  private static RestorePoint point(int hour, boolean complete, @Nullable String secures) {
    return new RestorePoint(
        PointId.parse("shop-20261129t0%d0000z-7f3a".formatted(hour)),
        new Cut(cut(hour), cut(hour).plusSeconds(5), Duration.ZERO),
        Consistency.ATOMIC,
        ContentId.parse("ab".repeat(32)),
        new RestorePoint.Size(1, 10, hour * 1000L, complete ? 0 : 1),
        Proof.ofSeal(cut(hour).plusSeconds(60), complete),
        secures);
  }
}
