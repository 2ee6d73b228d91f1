package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups after a restore in place that did not come to its end. */
final class HalfRestoredTest extends OnOneMachine {
  private static final VolumeName ORDERS = VolumeName.parse("orders");

  private Subject shop;
  private PointId point;
  private int restores;

  @BeforeEach
  void prepare() throws Exception {
    shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    point = one.points(shop).getFirst().id();
  }

  private RestoreRequest request(StoredPoint stored, Mode mode, List<String> include) {
    return new RestoreRequest(
        "restore-" + ++restores,
        stored.manifest(),
        List.of(new RestoreRequest.Volume(ORDERS, one.file("var/orders").toString(), null)),
        mode,
        include,
        List.of(),
        null);
  }

  /** As a process leaves it that is killed while it writes. */
  private void killedWhileWriting(List<String> include) throws Exception {
    var planning =
        one.machine()
            .restores()
            .plan(shop, point, stored -> request(stored, Mode.IN_PLACE, include));
    killed(((Planning.Planned<RestorePlan>) planning).plan());
  }

  private void killed(RestorePlan plan) throws IOException {
    var runs = one.machine().catalog().runs();
    runs.begin(
        new Run(plan.run(), Run.Type.RESTORE, shop.ofRun(), one.now(), null, Journal.text(plan)));
    runs.add(plan.run(), "secure", "{}");
    var orders =
        new DirectoryIdentity(
            (long) Files.getAttribute(one.file("var/orders"), "unix:dev"),
            (long) Files.getAttribute(one.file("var/orders"), "unix:ino"));
    runs.add(plan.run(), RestorePlan.writing(ORDERS), Journal.text(orders));
    runs.end(plan.run(), new Run.End(one.now(), Run.Outcome.FAILED, "killed"));
  }

  private Run.Outcome restored(Mode mode, List<String> include) throws Exception {
    var planning =
        one.machine()
            .restores()
            .run(shop, point, stored -> request(stored, mode, include), "tester");
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end()).outcome();
  }

  private Run.Outcome backedUp() throws IOException, InterruptedException {
    return one.backedUp(shop).outcome();
  }

  @Test
  void the_volume_is_no_complete_point_until_it_is_restored_in_place_once_more() throws Exception {
    killedWhileWriting(List.of());
    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(restored(Mode.ASIDE, List.of())).isEqualTo(Run.Outcome.DONE);
    assertThat(backedUp()).as("beside it").isEqualTo(Run.Outcome.INCOMPLETE);

    assertThat(restored(Mode.IN_PLACE, List.of())).isEqualTo(Run.Outcome.DONE);

    assertThat(backedUp()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void one_that_failed_in_its_midst_left_a_mixture() throws Exception {
    Files.delete(one.file("var/orders/one"));
    Files.createDirectories(one.file("var/orders/one/in the way"));

    assertThat(restored(Mode.IN_PLACE, List.of())).isEqualTo(Run.Outcome.FAILED);

    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void a_swap_settles_it() throws Exception {
    killedWhileWriting(List.of());

    assertThat(restored(Mode.SWAP, List.of())).isEqualTo(Run.Outcome.DONE);

    assertThat(backedUp()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void what_a_swap_took_out_is_the_same_mixture_once_it_is_back() throws Exception {
    killedWhileWriting(List.of());
    assertThat(restored(Mode.SWAP, List.of())).isEqualTo(Run.Outcome.DONE);
    Files.move(one.file("var/orders"), one.file("var/whole"));
    Files.move(one.file("var/orders.restore-2"), one.file("var/orders"));

    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void a_part_is_settled_by_the_same_part() throws Exception {
    killedWhileWriting(List.of("/one"));
    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);

    assertThat(restored(Mode.IN_PLACE, List.of("/one"))).isEqualTo(Run.Outcome.DONE);

    assertThat(backedUp()).isEqualTo(Run.Outcome.DONE);
    killedWhileWriting(List.of());
    assertThat(restored(Mode.IN_PLACE, List.of("/one"))).isEqualTo(Run.Outcome.DONE);
    assertThat(backedUp()).as("the rest is not").isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void what_is_not_there_or_malformed_touches_nothing() throws Exception {
    assertThat(restored(Mode.IN_PLACE, List.of("/nots"))).isEqualTo(Run.Outcome.FAILED);
    assertThat(restored(Mode.IN_PLACE, List.of("["))).isEqualTo(Run.Outcome.FAILED);

    assertThat(backedUp()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void whatever_the_clock_said_the_later_restore_counts() throws Exception {
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));
    assertThat(restored(Mode.IN_PLACE, List.of())).isEqualTo(Run.Outcome.DONE);
    one.setClock(InstantSource.system());
    killedWhileWriting(List.of());

    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void another_directory_in_its_place_is_nothing_half_restored() throws Exception {
    killedWhileWriting(List.of());
    Files.move(one.file("var/orders"), one.file("var/mixture"));
    Files.createDirectory(one.file("var/orders"));
    Files.writeString(one.file("var/orders/one"), "mended by hand");

    assertThat(backedUp()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void what_is_secured_of_it_says_so_to_whoever_restores_that() throws Exception {
    killedWhileWriting(List.of());
    assertThat(restored(Mode.IN_PLACE, List.of())).isEqualTo(Run.Outcome.DONE);

    var secured = one.points(shop).getFirst();
    assertThat(secured.secures()).isNotNull();
    var planning =
        one.machine()
            .restores()
            .plan(shop, secured.id(), stored -> request(stored, Mode.ASIDE, List.of()));
    assertThat(((Planning.Planned<RestorePlan>) planning).plan().warnings())
        .anySatisfy(warning -> assertThat(warning).contains("partly what a restore had brought"));
  }

  @Test
  void another_name_or_place_of_the_volume_makes_it_no_whole_one() throws Exception {
    killedWhileWriting(List.of());

    var renamed = one.declared(OneMachine.shop("- { name: other, path: ./var/orders }"));
    assertThat(one.backedUp(renamed).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    Files.move(one.file("var/orders"), one.file("var/moved"));
    var moved = one.declared(OneMachine.shop("- { name: orders, path: ./var/moved }"));
    assertThat(one.backedUp(moved).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void an_empty_volume_that_was_filled_in_part_is_a_mixture_too() throws Exception {
    Files.move(one.file("var/orders"), one.file("var/lost"));
    Files.createDirectory(one.file("var/orders"));
    var stored =
        one.machine()
            .restores()
            .plan(
                shop,
                point,
                found ->
                    new RestoreRequest(
                        "restore-9",
                        found.manifest(),
                        List.of(
                            new RestoreRequest.Volume(
                                ORDERS,
                                one.file("var/orders").toString(),
                                one.file("var/orders").toString())),
                        Mode.ASIDE,
                        List.of(),
                        List.of(),
                        null));
    var plan = ((Planning.Planned<RestorePlan>) stored).plan();
    assertThat(plan.filledAt(plan.fills().getFirst()))
        .isEqualTo(plan.fills().getFirst().directory());
    killed(plan);
    Files.writeString(one.file("var/orders/one"), "the first of many");

    assertThat(backedUp()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void what_is_secured_has_also_what_is_left_out_by_now() throws Exception {
    Files.writeString(one.file("var/orders/local.conf"), "of then");
    one.backedUp(shop);
    point = one.points(shop).getFirst().id();
    Files.writeString(one.file("var/orders/local.conf"), "of now");
    shop = one.applied("- { name: orders, path: ./var/orders, excludes: [local.conf] }");

    assertThat(restored(Mode.IN_PLACE, List.of())).isEqualTo(Run.Outcome.DONE);

    assertThat(one.file("var/orders/local.conf")).hasContent("of then");
    point = one.points(shop).getFirst().id();
    assertThat(restored(Mode.ASIDE, List.of())).isEqualTo(Run.Outcome.DONE);
    assertThat(one.file("var/orders.restore-2/local.conf")).hasContent("of now");
  }

  @Test
  void a_volume_that_is_declared_at_another_place_is_another_one() throws Exception {
    killedWhileWriting(List.of());

    var moved = one.declared(OneMachine.shop("- { name: orders, path: ./var/images }"));

    assertThat(one.backedUp(moved).outcome()).isEqualTo(Run.Outcome.DONE);
  }
}
