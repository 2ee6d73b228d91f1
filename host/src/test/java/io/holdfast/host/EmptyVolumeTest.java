package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is not mounted leaves an empty directory, or a stray file: neither becomes a copy.
 */
final class EmptyVolumeTest extends OnOneMachine {
  private static final VolumeName IMAGES = VolumeName.parse("images");

  private void empty(String file) throws IOException {
    Files.delete(directory.resolve("var").resolve(file));
  }

  /** A disk that is away. */
  private void declareMount(String point) throws IOException {
    Files.writeString(
        directory.resolve("fstab"),
        "LABEL=away %s ext4 defaults 0 2\n".formatted(directory.toRealPath().resolve(point)));
  }

  private Manifest newest(Subject shop) throws Exception {
    PointId point = one.points(shop).getFirst().id();
    try (var session =
        one.machine().repositories().open(shop.repository(), Opener.Lock.NONE, Duration.ZERO)) {
      session.loadIndex();
      return new Points(session.repository()).require(point).manifest();
    }
  }

  @Test
  void an_empty_volume_is_not_captured_and_the_point_is_incomplete() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    empty("images/a.png");

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(one.points(shop).getFirst().isComplete()).isFalse();
    assertThat(newest(shop).of(IMAGES))
        .contains(
            new VolumeOutcome.Failed(
                IMAGES,
                "%s/var/images has no file: mount what belongs there, or give the volume the role spool if it may be empty"
                    .formatted(directory)));
  }

  @Test
  void a_backup_of_nothing_fails() throws Exception {
    var shop = one.applied("- { name: orders, path: ./var/orders }");
    empty("orders/one");

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("would hold nothing", "var/orders has no file");
    assertThat(one.points(shop)).isEmpty();
  }

  @Test
  void what_may_be_empty_is_captured_empty() throws Exception {
    var shop =
        one.applied(
            """
            - { name: orders, path: ./var/orders }
            - { name: images, path: ./var/images, role: spool }
            """);
    empty("images/a.png");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop).getFirst().size().volumes()).isEqualTo(2);
  }

  @Test
  void a_volume_of_which_all_that_is_there_is_left_out_is_not_captured() throws Exception {
    var volumes =
        """
        - { name: orders, path: ./var/orders }
        - { name: images, path: ./var/images, excludes: ["*"] }
        """;

    assertThat(one.backedUp(one.applied(volumes)).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    var spool = one.applied(volumes.replace("excludes:", "role: spool, excludes:"));
    assertThat(one.backedUp(spool).outcome()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void a_stray_file_below_a_disk_that_is_away_is_not_captured() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    declareMount("var/images");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(newest(shop).of(IMAGES))
        .contains(
            new VolumeOutcome.Failed(
                IMAGES,
                "nothing is mounted at %s/var/images, where /etc/fstab wants something"
                    .formatted(directory.toRealPath())));
  }

  @Test
  void what_should_be_mounted_in_a_volume_is_missed() throws Exception {
    var shop = one.applied("- { name: all, path: ./var }");
    declareMount("var/images/disk");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(newest(shop).captured().getFirst().completeness().failures())
        .containsExactly(
            new Completeness.Failure(
                "/images/disk",
                "nothing is mounted at %s/var/images/disk, where /etc/fstab wants something"
                    .formatted(directory.toRealPath())));
  }

  @Test
  void what_should_be_mounted_and_is_left_out_is_not_missed() throws Exception {
    var shop = one.applied("- { name: all, path: ./var, excludes: [/images] }");
    declareMount("var/images/disk");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost+found/deep", ".holdfast-snapshots/one"})
  void a_volume_of_nothing_but_directories_is_not_captured(String inner) throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    empty("images/a.png");
    Files.createDirectories(directory.resolve("var/images").resolve(inner));

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
  }

  @Test
  void nothing_is_restored_below_a_disk_that_is_away() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    declareMount("var/images");

    assertThat(refusals(shop, RestoreRequest.Mode.IN_PLACE))
        .containsExactly(
            "nothing is mounted at %s/var/images, where /etc/fstab wants something"
                .formatted(directory.toRealPath()));
    assertThat(refusals(shop, RestoreRequest.Mode.SWAP))
        .containsExactly(
            "nothing is mounted at %s/var/images, where /etc/fstab wants something"
                .formatted(directory.toRealPath()));
    assertThat(refusals(shop, RestoreRequest.Mode.ASIDE)).as("beside it").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RestoreRequest.Mode.class,
      names = {"SWAP", "IN_PLACE"})
  void nothing_is_restored_around_a_disk_that_is_away(RestoreRequest.Mode mode) throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    declareMount("var/images/disk");
    assertThat(refusals(shop, mode))
        .containsExactly(
            "nothing is mounted at %s/var/images/disk, where /etc/fstab wants something"
                .formatted(directory.toRealPath()));

    one.declared(OneMachine.shop(OneMachine.BOTH.replace("*.tmp", "/disk")));
    assertThat(refusals(one.machine().kinds().subject("shop"), mode)).isEmpty();
  }

  private List<String> refusals(Subject shop, RestoreRequest.Mode mode) throws Exception {
    var planning =
        one.machine()
            .restores()
            .plan(
                shop,
                one.points(shop).getFirst().id(),
                point ->
                    new RestoreRequest(
                        "restore-1",
                        point.manifest(),
                        List.of(
                            new RestoreRequest.Volume(
                                IMAGES, directory.resolve("var/images").toString(), null)),
                        mode,
                        List.of(),
                        List.of(),
                        "a test"));
    return switch (planning) {
      case Planning.Planned<RestorePlan> _ -> List.of();
      case Planning.Refused<RestorePlan>(var refusals) ->
          refusals.stream().map(Refusal::reason).toList();
    };
  }
}
