package io.holdfast.protection.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRecovery.Abandoned;
import io.holdfast.protection.restore.RestoreRecovery.Finished;
import io.holdfast.protection.restore.RestoreRecovery.Swapping;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.restore.SwapPair.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a crash leaves to do of a restore. */
final class RestoreRecoveryTest {
  private static final VolumeName ORDERS = VolumeName.parse("orders");
  private static final VolumeName IMAGES = VolumeName.parse("images");
  private static final DirectoryIdentity NEW = new DirectoryIdentity(1, 30);
  private static final DirectoryIdentity OLD = new DirectoryIdentity(1, 20);
  private static final DirectoryIdentity OTHER = new DirectoryIdentity(1, 99);

  private static RestorePlan plan(Step... steps) {
    return new RestorePlan(
        "restore-1", PointId.parse("shop-20261129t041500z-7f3a"), List.of(steps), List.of(), true);
  }

  private static Step.Fill fill(VolumeName volume, String directory, boolean over) {
    return new Step.Fill(volume, directory, List.of(), over, List.of());
  }

  private static Step.Swap swap(VolumeName volume) {
    return new Step.Swap(volume, "/srv/%s.restore-1".formatted(volume), "/srv/" + volume);
  }

  private static RestorePlan swapping() {
    return plan(
        fill(ORDERS, "/srv/orders.restore-1", false),
        fill(IMAGES, "/srv/images.restore-1", false),
        swap(ORDERS),
        swap(IMAGES));
  }

  @Test
  void before_the_first_swap_all_that_the_run_made_goes() {
    assertThat(RestoreRecovery.of(swapping(), List.of("fill orders")))
        .isEqualTo(
            new Abandoned(
                "its process ended before the end of 'fill images': do it again, with"
                    + " shop-20261129t041500z-7f3a",
                List.of(
                    fill(ORDERS, "/srv/orders.restore-1", false),
                    fill(IMAGES, "/srv/images.restore-1", false))));
  }

  @Test
  void once_swaps_have_begun_nothing_goes() {
    assertThat(
            RestoreRecovery.of(
                swapping(), List.of("fill orders", "fill images", RestorePlan.SWAPS_BEGIN)))
        .isEqualTo(new Swapping());
    assertThat(
            RestoreRecovery.of(
                swapping(),
                List.of("fill orders", "fill images", RestorePlan.SWAPS_BEGIN, "swap orders")))
        .isEqualTo(new Swapping());
  }

  @Test
  void one_whose_steps_are_all_done_is_done() {
    assertThat(
            RestoreRecovery.of(
                plan(fill(ORDERS, "/srv/orders.restore-1", false)), List.of("fill orders")))
        .isEqualTo(new Finished());
  }

  @Test
  void what_somebody_named_or_the_application_has_stays() {
    var plan = plan(fill(ORDERS, "/mnt/mine", false), fill(IMAGES, "/srv/images.restore-1", true));

    assertThat(RestoreRecovery.of(plan, List.of()))
        .isInstanceOfSatisfying(
            Abandoned.class, abandoned -> assertThat(abandoned.fills()).isEmpty());
  }

  @Test
  void a_plan_says_what_becomes_of_what_is_there() {
    assertThat(swapping().mode()).isEqualTo(Mode.SWAP);
    assertThat(plan(fill(ORDERS, "/srv/orders", true)).mode()).isEqualTo(Mode.IN_PLACE);
    assertThat(plan(fill(ORDERS, "/mnt/mine", false)).mode()).isEqualTo(Mode.ASIDE);
  }

  @Test
  void directories_tell_how_far_a_swap_is() {
    var pair = new SwapPair(swap(ORDERS), NEW, OLD);

    assertThat(pair.state(NEW, OLD)).isEqualTo(State.TO_DO);
    assertThat(pair.state(OLD, NEW)).isEqualTo(State.DONE);
    assertThat(pair.state(null, NEW)).isEqualTo(State.DONE);
    assertThat(pair.state(NEW, null)).isEqualTo(State.CHANGED);
    assertThat(pair.state(NEW, OTHER)).isEqualTo(State.CHANGED);
    assertThat(pair.state(OTHER, OLD)).isEqualTo(State.CHANGED);
    assertThat(pair.canBeUndone(OLD, NEW)).isTrue();
    assertThat(pair.canBeUndone(null, NEW)).isFalse();
  }

  @Test
  void a_swap_to_where_nothing_was_is_told_too() {
    var pair = new SwapPair(swap(ORDERS), NEW, null);

    assertThat(pair.state(NEW, null)).isEqualTo(State.TO_DO);
    assertThat(pair.state(null, NEW)).isEqualTo(State.DONE);
    assertThat(pair.state(NEW, OTHER)).isEqualTo(State.CHANGED);
  }

  @Test
  void a_device_that_has_another_number_after_a_start_is_the_same() {
    var pair = new SwapPair(swap(ORDERS), NEW, OLD);

    assertThat(pair.state(new DirectoryIdentity(7, 20), new DirectoryIdentity(7, 30)))
        .isEqualTo(State.DONE);
  }

  @Test
  void two_roots_with_one_inode_are_told_by_their_devices() {
    var root = new DirectoryIdentity(1, 256);
    var otherRoot = new DirectoryIdentity(2, 256);
    var pair = new SwapPair(swap(ORDERS), root, otherRoot);

    assertThat(pair.state(root, otherRoot)).isEqualTo(State.TO_DO);
    assertThat(pair.state(otherRoot, root)).isEqualTo(State.DONE);
  }
}
