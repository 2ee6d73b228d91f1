package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the next start makes of a restore whose process was killed. */
final class KilledRestoreTest extends OnOneMachine {
  private Subject shop;
  private PointId point;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    point = one.points(shop).getFirst().id();
    Files.writeString(one.file("var/orders/one"), "changed");
    Files.writeString(one.file("var/images/a.png"), "changed");
  }

  private RestoreRequest.Volume volume(String name, @Nullable String target) {
    return new RestoreRequest.Volume(
        VolumeName.parse(name), one.file("var/" + name).toString(), target);
  }

  private RestorePlan plan(Mode mode, RestoreRequest.Volume... volumes) throws Exception {
    var planning =
        one.machine()
            .restores()
            .plan(
                shop,
                point,
                stored ->
                    new RestoreRequest(
                        "restore-1",
                        stored.manifest(),
                        List.of(volumes),
                        mode,
                        List.of(),
                        List.of(),
                        null));
    return ((Planning.Planned<RestorePlan>) planning).plan();
  }

  private void begin(RestorePlan plan, String run) throws IOException {
    one.machine()
        .catalog()
        .runs()
        .begin(new Run(run, Run.Type.RESTORE, shop.ofRun(), one.now(), null, Journal.text(plan)));
  }

  private Run.End recovered() throws Exception {
    one.restart();
    var ended = one.machine().recover((_, _) -> {});
    assertThat(ended).hasSize(1);
    assertThat(one.machine().catalog().runs().unended()).isEmpty();
    return Objects.requireNonNull(ended.getFirst().end());
  }

  /** Swaps both for real, then takes these back, and everything that was recorded since. */
  private void killedBefore(String... swaps) throws Exception {
    var plan = plan(Mode.SWAP, volume("orders", null), volume("images", null));
    var runs = one.machine().catalog().runs();
    one.machine()
        .restores()
        .run(
            shop,
            point,
            stored ->
                new RestoreRequest(
                    "restore-1",
                    stored.manifest(),
                    List.of(volume("orders", null), volume("images", null)),
                    Mode.SWAP,
                    List.of(),
                    List.of(),
                    null),
            "tester");
    assertThat(one.file("var/images/a.png")).hasContent("picture");
    begin(plan, "killed");
    for (var step : runs.steps("restore-1")) {
      if (!step.key().startsWith("swap ")) {
        runs.add("killed", step.key(), step.result());
      }
    }
    assertThat(runs.steps("killed")).last().extracting("key").isEqualTo(RestorePlan.SWAPS_BEGIN);
    for (String volume : swaps) {
      exchange(one.file("var/" + volume), one.file("var/" + volume + ".restore-1"));
    }
  }

  private void exchange(Path first, Path second) throws IOException {
    Path other = one.file("other");
    Files.move(first, other);
    Files.move(second, first);
    Files.move(other, second);
  }

  private void requireSwapped() {
    assertThat(one.file("var/orders/one")).hasContent("first");
    assertThat(one.file("var/images/a.png")).hasContent("picture");
    assertThat(one.file("var/orders.restore-1/one")).hasContent("changed");
    assertThat(one.file("var/images.restore-1/a.png")).hasContent("changed");
  }

  @Test
  void killed_between_two_swaps_it_swaps_the_rest() throws Exception {
    killedBefore("images");

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.DONE);

    requireSwapped();
    assertThat(one.facts(shop, FactBody.Restored.class))
        .extracting(FactBody.Restored::run)
        .containsExactly("restore-1", "killed");
  }

  @Test
  void killed_before_the_first_swap_it_leaves_all_as_it_was_for_somebody_may_use_it()
      throws Exception {
    killedBefore("orders", "images");

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(one.file("var/orders/one")).hasContent("changed");
    assertThat(one.file("var/images/a.png")).hasContent("changed");
    assertThat(one.file("var/orders.restore-1/one")).as("whole").hasContent("first");
    assertThat(one.file("var/images.restore-1/a.png")).as("whole").hasContent("picture");
  }

  @Test
  void killed_between_two_swaps_it_waits_until_nobody_uses_what_is_left() throws Exception {
    killedBefore("images");
    var program =
        new ProcessBuilder("sleep", "600").directory(one.file("var/images").toFile()).start();
    one.restart();
    var troubles = new ArrayList<String>();
    try {
      assertThat(one.machine().recover((_, trouble) -> troubles.add(String.valueOf(trouble))))
          .isEmpty();
    } finally {
      program.destroyForcibly();
      program.waitFor();
    }

    assertThat(troubles).singleElement().asString().contains("sleep (", "stop that");
    assertThat(one.backedUp(shop).outcome())
        .as("one volume of then, one of now")
        .isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(one.machine().catalog().runs().unended()).hasSize(1);
    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.DONE);
    requireSwapped();
  }

  @Test
  void killed_after_all_swaps_it_swaps_nothing_back() throws Exception {
    killedBefore();

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.DONE);

    requireSwapped();
  }

  @Test
  void what_somebody_changed_since_is_not_swapped_and_the_rest_is_as_it_was() throws Exception {
    killedBefore("images");
    Files.move(one.file("var/images.restore-1"), one.file("var/mine"));

    var end = recovered();

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message())
        .contains("var/images.restore-1")
        .endsWith("all volumes are what they were before");
    assertThat(one.file("var/orders/one")).hasContent("changed");
    assertThat(one.file("var/images/a.png")).hasContent("changed");
    assertThat(one.file("var/orders.restore-1/one")).hasContent("first");
    assertThat(one.file("var/mine/a.png")).hasContent("picture");
  }

  @Test
  void killed_before_the_first_swap_it_leaves_nothing_of_its_own_and_all_that_is_not()
      throws Exception {
    var plan = plan(Mode.SWAP, volume("orders", null), volume("images", null));
    begin(plan, "restore-1");
    Files.createDirectories(one.file("var/orders.restore-1.part/deep"));
    Files.writeString(one.file("var/orders.restore-1.part/deep/half"), "half");
    made("orders");
    Files.createDirectories(one.file("var/orders.restore-1/mine"));
    Files.createDirectory(one.file("var/orders.restore-2"));
    Files.createDirectory(one.file("var/other.restore-1"));
    Files.createSymbolicLink(one.file("var/images.restore-1"), one.file("var/images"));

    var end = recovered();

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message())
        .isEqualTo(
            "its process ended before the end of 'fill orders': do it again, with %s; %s, which it had made, is removed"
                .formatted(plan.point(), one.file("var/orders.restore-1.part")));
    assertThat(one.file("var/orders.restore-1.part")).doesNotExist();
    assertThat(one.file("var/orders.restore-1/mine")).exists();
    assertThat(one.file("var/orders.restore-2")).exists();
    assertThat(one.file("var/other.restore-1")).exists();
    assertThat(one.file("var/images.restore-1")).exists();
    assertThat(one.file("var/orders/one")).hasContent("changed");
    assertThat(one.file("var/images/a.png")).hasContent("changed");
  }

  /** Notes which directory the run made for a volume, as it does. */
  private void made(String volume) throws IOException {
    var directory = one.file("var/%s.restore-1.part".formatted(volume));
    var identity =
        new DirectoryIdentity(
            (long) Files.getAttribute(directory, "unix:dev"),
            (long) Files.getAttribute(directory, "unix:ino"));
    one.machine()
        .catalog()
        .runs()
        .add("restore-1", RestorePlan.made(VolumeName.parse(volume)), Journal.text(identity));
  }

  @Test
  void what_took_the_name_of_what_it_made_since_stays() throws Exception {
    begin(plan(Mode.SWAP, volume("orders", null)), "restore-1");
    Files.createDirectory(one.file("var/orders.restore-1.part"));
    made("orders");
    exchange(one.file("var/orders"), one.file("var/orders.restore-1.part"));

    var end = recovered();

    assertThat(end.message())
        .endsWith("stays, for nobody knows whether it is what the run made: look, and remove it");
    assertThat(one.file("var/orders.restore-1.part/one")).hasContent("changed");
  }

  @Test
  void what_somebody_uses_of_what_it_made_stays() throws Exception {
    begin(plan(Mode.SWAP, volume("orders", null)), "restore-1");
    Files.createDirectory(one.file("var/orders.restore-1.part"));
    made("orders");
    var program =
        new ProcessBuilder("sleep", "600")
            .directory(one.file("var/orders.restore-1.part").toFile())
            .start();
    try {
      assertThat(recovered().message()).contains("which has only a part, stays: sleep (");
    } finally {
      program.destroyForcibly();
      program.waitFor();
    }

    assertThat(one.file("var/orders.restore-1.part")).exists();
  }

  @Test
  void one_whose_plan_cannot_be_read_ends_as_failed_and_removes_nothing() throws Exception {
    var begun = new Run("restore-1", Run.Type.RESTORE, shop.ofRun(), one.now(), null, "no plan");
    one.machine().catalog().runs().begin(begun);
    Files.createDirectories(one.file("var/orders.restore-1"));

    var end = recovered();

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message())
        .contains("the record of a run cannot be read")
        .endsWith(
            "look beside the volumes for what ends with .restore-1, or with .part behind that, and"
                + " restore again");
    assertThat(one.file("var/orders.restore-1")).exists();
    assertThat(one.file("var/orders/one")).hasContent("changed");
  }

  @Test
  void one_whose_swaps_cannot_be_read_ends_as_failed_and_swaps_nothing() throws Exception {
    begin(plan(Mode.SWAP, volume("orders", null)), "restore-1");
    one.machine().catalog().runs().add("restore-1", RestorePlan.SWAPS_BEGIN, "no swaps");

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(one.file("var/orders/one")).hasContent("changed");
  }

  @Test
  void killed_aside_it_leaves_what_somebody_named() throws Exception {
    var mine = one.file("mine");
    begin(plan(Mode.ASIDE, volume("orders", mine.toString()), volume("images", null)), "restore-1");
    Files.createDirectories(mine);
    Files.writeString(mine.resolve("half"), "half");
    Files.createDirectory(one.file("var/images.restore-1.part"));

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(mine.resolve("half")).exists();
    assertThat(one.file("var/images.restore-1.part")).doesNotExist();
  }

  @Test
  void killed_in_place_it_touches_nothing() throws Exception {
    begin(plan(Mode.IN_PLACE, volume("orders", null)), "restore-1");

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(one.file("var/orders/one")).hasContent("changed");
  }

  @Test
  void killed_when_only_its_end_was_still_to_be_said_it_is_done() throws Exception {
    begin(plan(Mode.ASIDE, volume("orders", null)), "restore-1");
    one.machine().catalog().runs().add("restore-1", "fill orders", "{}");
    Files.createDirectory(one.file("var/orders.restore-1"));

    assertThat(recovered().outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(one.file("var/orders.restore-1")).exists();
  }
}
