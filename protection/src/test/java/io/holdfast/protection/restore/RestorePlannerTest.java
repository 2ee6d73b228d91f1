package io.holdfast.protection.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Completeness.Failure;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.restore.Place.State;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.restore.RestoreRequest.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RestorePlannerTest {
  private static final VolumeName ORDERS = VolumeName.parse("orders");
  private static final VolumeName IMAGES = VolumeName.parse("images");
  private static final ContentId TREE = ContentId.parse("ab".repeat(32));
  private static final Instant CUT = Instant.parse("2026-11-29T04:00:00Z");

  private final Map<String, Place> places = new HashMap<>();
  private List<VolumeOutcome> outcomes = List.of(captured(ORDERS, 0), captured(IMAGES, 0));
  private @Nullable String acceptedRisk;

  private static VolumeOutcome captured(VolumeName volume, int failures) {
    return new VolumeOutcome.Captured(
        volume,
        "/srv/" + volume,
        Consistency.ATOMIC,
        new VolumeOutcome.Content(ContentId.parse("cd".repeat(32)), TREE, 3, 1000, List.of()),
        new Completeness(
            3, 0, failures, failures == 0 ? List.of() : List.of(new Failure("a", "unreadable"))));
  }

  private static Volume volume(VolumeName name) {
    return new Volume(name, "/srv/" + name, null);
  }

  private Planning<RestorePlan> plan(Mode mode, Volume... volumes) {
    return plan(mode, List.of(), volumes);
  }

  private List<String> users = List.of();

  private Planning<RestorePlan> plan(Mode mode, List<String> wanted, Volume... volumes) {
    var manifest =
        new Manifest(
            PointId.parse("shop-20261129t041500z-7f3a"),
            ApplicationName.parse("shop"),
            new Manifest.Origin("host", "holdfast", CUT, null),
            new Cut(CUT, CUT, Duration.ZERO),
            Consistency.ATOMIC,
            outcomes,
            new Manifest.Surroundings(List.of(), List.of(), List.of()));
    var request =
        new RestoreRequest(
            "restore-1", manifest, List.of(volumes), mode, wanted, List.of("starts"), acceptedRisk);
    for (var path : RestorePlanner.touched(request)) {
      places.putIfAbsent(
          path,
          new Place(
              path,
              path.replace("/alias/", "/aside/"),
              path.contains("restore-1") ? new State.Absent(null) : new State.Filled(false),
              "/srv",
              1_000_000,
              users));
    }
    return RestorePlanner.plan(request, places);
  }

  private void place(String path, State state, String fileSystem, long free) {
    places.put(path, new Place(path, path, state, fileSystem, free, users));
  }

  private static RestorePlan planned(Planning<RestorePlan> planning) {
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return ((Planning.Planned<RestorePlan>) planning).plan();
  }

  private static String refused(Planning<RestorePlan> planning) {
    assertThat(planning).isInstanceOf(Planning.Refused.class);
    return String.join(
        "\n",
        ((Planning.Refused<RestorePlan>) planning)
            .refusals().stream().map(Refusal::sentence).toList());
  }

  private static List<String> keys(RestorePlan plan) {
    return plan.steps().stream().map(Step::key).toList();
  }

  @Test
  void in_place_with_another_directory_is_refused_and_overwrites_nothing() {
    assertThat(refused(plan(Mode.IN_PLACE, new Volume(ORDERS, "/srv/orders", "/tmp/x"))))
        .isEqualTo(
            "volume orders: in place is /srv/orders, and /tmp/x was named; leave the directory out,"
                + " or restore aside");
    assertThat(keys(planned(plan(Mode.IN_PLACE, new Volume(ORDERS, "/srv/orders", "/srv/orders")))))
        .contains("secure");
  }

  @Test
  void what_a_step_that_failed_leaves_is_said() {
    var swap = planned(plan(Mode.SWAP, volume(ORDERS)));
    var probe =
        keys(swap).stream().filter(key -> key.startsWith("probe")).findFirst().orElseThrow();

    assertThat(swap.left(probe))
        .isEqualTo(
            "; the volumes are as they were, and what was restored is in /srv/orders.restore-1;"
                + " with --no-probe nothing is asked of the application");
    assertThat(swap.left(keys(swap).getFirst())).contains("only a part: remove it");
    assertThat(swap.left(keys(swap).getLast())).isEmpty();
    assertThat(planned(plan(Mode.IN_PLACE, volume(ORDERS))).left(probe))
        .startsWith("; what was restored stays in /srv/orders, over what was there; ");
  }

  @Test
  void aside_fills_a_directory_beside_the_volume_and_probes_it() {
    var plan = planned(plan(Mode.ASIDE, volume(ORDERS)));

    assertThat(plan.steps())
        .containsExactly(
            new Step.Fill(ORDERS, "/srv/orders.restore-1", List.of(), false, List.of()),
            new Step.Probe("starts"));
  }

  @Test
  void a_target_whose_parent_is_not_there_is_taken_for_mistyped() {
    place("/srv/restroe/a/b", new State.Absent("/srv/restroe"), "/srv", 1_000_000);
    place("/srv/orders.restore-1", new State.Absent("/srv"), "/", 1_000_000);

    assertThat(refused(plan(Mode.ASIDE, new Volume(ORDERS, "/srv/orders", "/srv/restroe/a/b"))))
        .isEqualTo(
            "volume orders: /srv/restroe/a/b is to be made, and /srv/restroe above it is not there;"
                + " correct the directory, or make /srv/restroe first");
    assertThat(keys(planned(plan(Mode.ASIDE, volume(ORDERS))))).contains("fill orders");
  }

  @Test
  void a_part_is_not_probed_and_the_plan_says_so() {
    var part = planned(plan(Mode.ASIDE, List.of("/one"), volume(ORDERS)));

    assertThat(keys(part)).containsExactly("fill orders");
    assertThat(part.warnings()).contains(part.caveat());
    assertThat(part.caveat())
        .isEqualTo("a part is not probed: the application's probes are for whole volumes");
    assertThat(planned(plan(Mode.ASIDE, volume(ORDERS))).caveat()).isEmpty();
  }

  @Test
  void a_swap_comes_after_everything_is_there_and_was_probed() {
    var plan = planned(plan(Mode.SWAP, volume(ORDERS), volume(IMAGES)));

    assertThat(keys(plan))
        .containsExactly(
            "fill orders", "fill images", "probe starts", "swap orders", "swap images");
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("is not in this point"));
  }

  @Test
  void in_place_first_secures_what_is_there() {
    var plan = planned(plan(Mode.IN_PLACE, volume(ORDERS)));

    assertThat(keys(plan)).containsExactly("secure", "fill orders", "probe starts");
    assertThat(plan.steps().get(1))
        .isEqualTo(new Step.Fill(ORDERS, "/srv/orders", List.of(), true, List.of()));
  }

  @Test
  void a_database_comes_back_in_place_as_it_was_and_with_nothing_of_now() {
    var database = new RestoreRequest.Volume(ORDERS, "/srv/orders", null, List.of("*"));

    var plan = planned(plan(Mode.IN_PLACE, database));

    assertThat(plan.steps().get(1))
        .isEqualTo(new Step.Fill(ORDERS, "/srv/orders", List.of(), true, List.of("*")));
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("is removed"));
    assertThat(planned(plan(Mode.SWAP, database)).fills())
        .extracting(Step.Fill::exact)
        .containsExactly(List.of());
    assertThat(planned(plan(Mode.IN_PLACE, volume(ORDERS))).warnings())
        .anyMatch(warning -> warning.endsWith("not in the point stays there"));
  }

  @Test
  void in_place_of_nothing_has_nothing_to_secure() {
    place("/srv/orders", new State.Absent(null), "/srv", 1_000_000);

    assertThat(keys(planned(plan(Mode.IN_PLACE, volume(ORDERS)))))
        .containsExactly("fill orders", "probe starts");
  }

  @Test
  void what_is_in_a_target_is_not_touched() {
    place("/srv/orders.restore-1", new State.Filled(false), "/srv", 1_000_000);

    assertThat(refused(plan(Mode.ASIDE, volume(ORDERS))))
        .contains("/srv/orders.restore-1 is not empty, and what is there is not touched");
  }

  @Test
  void a_mount_point_cannot_be_exchanged() {
    place("/srv/orders", new State.Filled(true), "/srv/orders", 1_000_000);

    assertThat(refused(plan(Mode.SWAP, volume(ORDERS))))
        .contains("something is mounted at /srv/orders");
  }

  @Test
  void directories_of_two_file_systems_cannot_be_exchanged() {
    place("/mnt/aside", new State.Absent(null), "/mnt", 1_000_000);

    assertThat(refused(plan(Mode.SWAP, new Volume(ORDERS, "/srv/orders", "/mnt/aside"))))
        .contains("on different file systems");
  }

  @Test
  void a_part_of_a_volume_is_not_swapped_for_the_whole() {
    assertThat(refused(plan(Mode.SWAP, List.of("/notes"), volume(ORDERS))))
        .contains("the rest would be missing");
  }

  @Test
  void room_is_looked_for_before_anything_is_written() {
    place("/srv/orders.restore-1", new State.Absent(null), "/srv", 1999);
    place("/srv/images.restore-1", new State.Absent(null), "/srv", 1999);

    assertThat(refused(plan(Mode.ASIDE, volume(ORDERS), volume(IMAGES))))
        .contains("the restore needs 2000 bytes, and 1999 are free");
  }

  @Test
  void targets_must_not_lie_in_each_other() {
    assertThat(
            refused(
                plan(
                    Mode.ASIDE,
                    new Volume(ORDERS, "/srv/orders", "/aside/a"),
                    new Volume(IMAGES, "/srv/images", "/aside/a/b"))))
        .contains("target /aside/a/b: another volume goes to /aside/a");
    assertThat(
            refused(
                plan(
                    Mode.ASIDE,
                    new Volume(ORDERS, "/srv/orders", "/aside/a"),
                    new Volume(IMAGES, "/srv/images", "/alias/a"))))
        .as("by another name")
        .contains("another volume goes to /aside/a");
  }

  @Test
  void a_volume_is_not_exchanged_for_what_lies_inside_of_it() {
    place("/srv/orders/in", new State.Absent(null), "/srv", 1_000_000);

    assertThat(refused(plan(Mode.SWAP, new Volume(ORDERS, "/srv/orders", "/srv/orders/in"))))
        .contains("it is inside of /srv/orders, which is to be exchanged");
    place("/srv/images/in", new State.Absent(null), "/srv", 1_000_000);
    assertThat(
            refused(
                plan(
                    Mode.SWAP,
                    new Volume(ORDERS, "/srv/orders", "/srv/images/in"),
                    volume(IMAGES))))
        .contains("target /srv/images/in: it is inside of /srv/images, which is to be exchanged");
    place("/srv/images", new State.Absent(null), "/srv", 1_000_000);
    assertThat(
            refused(
                plan(Mode.SWAP, new Volume(ORDERS, "/srv/orders", "/srv/images"), volume(IMAGES))))
        .contains("target /srv/images: it is the volume /srv/images, which is to be exchanged");
  }

  @Test
  void an_incomplete_volume_needs_somebody_who_accepts_that() {
    outcomes = List.of(captured(ORDERS, 1));

    assertThat(refused(plan(Mode.ASIDE, volume(ORDERS)))).contains("--accept-risk");
    acceptedRisk = "better than nothing";
    assertThat(planned(plan(Mode.ASIDE, volume(ORDERS))).warnings())
        .anyMatch(warning -> warning.contains("accepted: better than nothing"));
  }

  @Test
  void volumes_that_the_point_does_not_have_are_refused_with_the_reason() {
    outcomes =
        List.of(
            new VolumeOutcome.Failed(ORDERS, "no such directory"),
            new VolumeOutcome.Excluded(IMAGES, "made anew each night"));

    assertThat(refused(plan(Mode.ASIDE, volume(ORDERS), volume(IMAGES))))
        .contains("its backup failed: no such directory")
        .contains("left out of the point on purpose: made anew each night");
  }

  @Test
  void a_target_that_is_no_directory_is_refused() {
    place("/srv/orders.restore-1", new State.Odd("a file"), "/srv", 1_000_000);

    assertThat(refused(plan(Mode.ASIDE, volume(ORDERS)))).contains("is a file, not a directory");
  }

  @Test
  void what_a_program_uses_is_not_taken_from_below_it_unless_somebody_accepts_that() {
    users = List.of("postgres (1)", "postgres (2)", "postgres (3)", "postgres (4)");
    for (var mode : List.of(Mode.SWAP, Mode.IN_PLACE)) {
      assertThat(refused(plan(mode, List.of(), volume(ORDERS))))
          .contains(
              "4 processes use it, such as postgres (1), postgres (2), postgres (3), and would go"
                  + " on with what was there",
              "stop them first, or accept it with --accept-risk");
    }
    assertThat(planned(plan(Mode.ASIDE, List.of(), volume(ORDERS))).warnings()).isEmpty();
    planned(plan(Mode.IN_PLACE, List.of("/one"), volume(ORDERS)));
    acceptedRisk = "it reads its files anew";
    assertThat(planned(plan(Mode.SWAP, List.of(), volume(ORDERS))).warnings())
        .anyMatch(warning -> warning.endsWith("(accepted: it reads its files anew)"));
  }
}
