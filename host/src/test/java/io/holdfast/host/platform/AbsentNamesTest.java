package io.holdfast.host.platform;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.AwaitRequest;
import io.holdfast.api.platform.BrowseWish;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.DifferenceWish;
import io.holdfast.api.platform.FileWish;
import io.holdfast.api.platform.HoldRelease;
import io.holdfast.api.platform.HoldWish;
import io.holdfast.api.platform.KitWish;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.OfHold;
import io.holdfast.api.platform.OfKind;
import io.holdfast.api.platform.OfPoint;
import io.holdfast.api.platform.OfPolicyChange;
import io.holdfast.api.platform.OfRepository;
import io.holdfast.api.platform.OfRequest;
import io.holdfast.api.platform.OfRun;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RecentRuns;
import io.holdfast.api.platform.RestoreWish;
import io.holdfast.api.platform.Role;
import io.holdfast.api.platform.Trouble;
import io.holdfast.api.platform.WaitingChanges;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is named and is not there is not found, by whatever operation. */
@SuppressWarnings("NullAway.Init") // set before each test
final class AbsentNamesTest {
  private static final String NOWHERE = "shop-20200101t000000z-0000";

  @TempDir Path directory;

  private Machine machine;
  private Dispatcher dispatcher;
  private String point;

  /** A question that names what is not there. */
  private record Asked<Q extends Record>(Operation<Q, ?> operation, Q question) {}

  @BeforeEach
  void open() throws Exception {
    var workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    dispatcher = Dispatcher.onRequest(new Limits(1, 1), TestEquipment.CLOCK);
    workshop.applied(machine);
    MachineWorkshop.backedUp(machine);
    point = MachineWorkshop.points(machine).getFirst().id().text();
  }

  @AfterEach
  void close() throws Exception {
    dispatcher.close();
    machine.close();
  }

  private <Q extends Record, A extends Record> A answer(Operation<Q, A> operation, Q question)
      throws Exception {
    return new LocalPlatform(machine, dispatcher)
        .answer(operation, question, new Caller("tester", Role.ADMIN));
  }

  private static RestoreWish restore(String application, String point, String volume) {
    return new RestoreWish(
        application,
        point,
        RestoreSpec.Mode.ASIDE,
        List.of(new RestoreWish.Target(volume, null)),
        List.of(),
        true,
        null);
  }

  private List<Asked<?>> all() {
    var shop = new OfApplication("shpo");
    var day = LocalDate.of(2030, 1, 31);
    return List.of(
        new Asked<>(Operations.DELETE_KIND, new OfKind("application", "shpo")),
        new Asked<>(Operations.DELETE_KIND, new OfKind("appliance", "shop")),
        new Asked<>(Operations.MAKE_REPOSITORY, new OfRepository("mian")),
        new Asked<>(Operations.EXPORT_KIT, new KitWish("mian", directory.toString())),
        new Asked<>(Operations.LIST_POINTS, shop),
        new Asked<>(Operations.PLAN_BACKUP, shop),
        new Asked<>(Operations.BACK_UP, shop),
        new Asked<>(Operations.PLAN_RETENTION, shop),
        new Asked<>(Operations.RETAIN, shop),
        new Asked<>(Operations.LIST_HOLDS, shop),
        new Asked<>(Operations.SHOW_POINT, new OfPoint("shpo", "newest")),
        new Asked<>(Operations.SHOW_POINT, new OfPoint("shop", NOWHERE)),
        new Asked<>(Operations.BROWSE_POINT, new BrowseWish("shop", point, "other", "/", false)),
        new Asked<>(Operations.BROWSE_POINT, new BrowseWish("shop", NOWHERE, "orders", "/", false)),
        new Asked<>(
            Operations.BROWSE_POINT, new BrowseWish("shop", point, "orders", "/two", false)),
        new Asked<>(Operations.READ_FILE, new FileWish("shop", point, "orders", "/two")),
        new Asked<>(Operations.READ_FILE, new FileWish("shpo", point, "orders", "/one")),
        new Asked<>(Operations.COMPARE_POINTS, new DifferenceWish("shop", point, NOWHERE, false)),
        new Asked<>(Operations.COMPARE_POINTS, new DifferenceWish("shop", NOWHERE, point, false)),
        new Asked<>(Operations.PLAN_RESTORE, restore("shpo", point, "orders")),
        new Asked<>(Operations.PLAN_RESTORE, restore("shop", NOWHERE, "orders")),
        new Asked<>(Operations.PLAN_RESTORE, restore("shop", point, "other")),
        new Asked<>(Operations.RESTORE, restore("shpo", point, "orders")),
        new Asked<>(Operations.PLACE_HOLD, new HoldWish(NOWHERE, "incident-7", "why", day)),
        new Asked<>(Operations.RELEASE_HOLD, new HoldRelease(point, "incident-7", "why")),
        new Asked<>(Operations.RELEASE_HOLD, new HoldRelease(NOWHERE, "incident-7", "why")),
        new Asked<>(Operations.APPROVE_RELEASE, new OfHold(point, "incident-7")),
        new Asked<>(Operations.LIST_POLICY_CHANGES, new WaitingChanges("shpo")),
        new Asked<>(Operations.APPROVE_POLICY_CHANGE, new OfPolicyChange("shpo", "a:1")),
        new Asked<>(Operations.AWAIT, new AwaitRequest("none", Duration.ZERO)),
        new Asked<>(Operations.CANCEL, new OfRequest("none")),
        new Asked<>(Operations.LIST_RUNS, new RecentRuns("shpo", 50)),
        new Asked<>(Operations.LIST_RUNS, new RecentRuns("../shop", 50)),
        new Asked<>(Operations.SHOW_RUN, new OfRun(NOWHERE)));
  }

  @Test
  void what_is_not_there_is_not_found() {
    var wrong = new ArrayList<String>();
    for (var asked : all()) {
      var trouble = trouble(asked);
      if (trouble != Trouble.NOT_FOUND) {
        wrong.add("%s of %s: %s".formatted(asked.operation.name(), asked.question, trouble));
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(all().stream().map(asked -> asked.operation.name()).collect(toSet()))
        .as("operations that name something in their path")
        .containsAll(
            Operations.all().stream()
                .filter(one -> one.path().contains("{"))
                .map(Operation::name)
                .toList());
  }

  private <Q extends Record> @Nullable Trouble trouble(Asked<Q> asked) {
    var thrown =
        catchThrowableOfType(
            PlatformException.class, () -> answer(asked.operation, asked.question));
    return thrown == null ? null : thrown.trouble();
  }

  @Test
  void a_restore_of_a_volume_that_the_point_does_not_have_ends_as_not_found() throws Exception {
    Accepted accepted = answer(Operations.RESTORE, restore("shop", point, "other"));

    var thrown =
        catchThrowableOfType(
            PlatformException.class,
            () ->
                answer(
                    Operations.AWAIT,
                    new AwaitRequest(accepted.request(), Duration.ofSeconds(60))));

    assertThat(thrown.trouble()).isEqualTo(Trouble.NOT_FOUND);
    assertThat(thrown).hasMessage("%s has no volume other, but orders, images", point);
  }

  @Test
  void an_application_that_is_declared_no_more_still_has_its_runs() throws Exception {
    answer(Operations.DELETE_KIND, new OfKind("application", "shop"));

    assertThat(answer(Operations.LIST_RUNS, new RecentRuns("shop", 50)).runs()).hasSize(1);
  }

  @Test
  void of_an_application_that_is_declared_no_more_it_says_where_its_points_are() throws Exception {
    answer(Operations.DELETE_KIND, new OfKind("application", "shop"));

    var thrown =
        catchThrowableOfType(
            PlatformException.class,
            () -> answer(Operations.LIST_POINTS, new OfApplication("shop")));

    assertThat(thrown.trouble()).isEqualTo(Trouble.NOT_FOUND);
    assertThat(thrown)
        .hasMessageStartingWith(
            "application shop is declared no more, and 1 restore points of it stay in repository"
                + " main: 'holdfast apply -f FILE' declares it again");
  }
}
