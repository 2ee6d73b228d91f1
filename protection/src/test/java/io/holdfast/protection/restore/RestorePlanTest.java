package io.holdfast.protection.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.restore.RestorePlan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan says of itself once it is carried out. */
final class RestorePlanTest {
  private static final VolumeName ORDERS = VolumeName.parse("orders");
  private static final Step PROBE = new Step.Probe("opens");

  private static RestorePlan plan(boolean complete, Step... steps) {
    return new RestorePlan(
        "restore-1",
        PointId.parse("shop-20261129t041500z-7f3a"),
        List.of(steps),
        List.of(),
        complete);
  }

  private static Step fill(List<String> include, boolean over) {
    return new Step.Fill(ORDERS, "/srv/orders.restore-1", include, over, List.of());
  }

  @Test
  void a_whole_complete_point_that_is_restored_aside_and_probed_is_rehearsed() {
    assertThat(plan(true, fill(List.of(), false), PROBE).rehearsed()).containsExactly(ORDERS);
  }

  @Test
  void less_than_that_rehearses_nothing() {
    assertThat(plan(false, fill(List.of(), false), PROBE).rehearsed()).isEmpty();
    assertThat(plan(true, fill(List.of(), false)).rehearsed()).isEmpty();
    assertThat(plan(true, fill(List.of("*.db"), false), PROBE).rehearsed()).isEmpty();
    assertThat(plan(true, fill(List.of(), true), PROBE).rehearsed()).isEmpty();
  }
}
