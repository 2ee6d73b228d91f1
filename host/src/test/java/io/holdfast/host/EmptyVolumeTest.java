package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.location.Opener;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is not mounted shows as an empty directory: it never becomes a copy. */
final class EmptyVolumeTest {
  private static final String MAY_BE_EMPTY =
      """
      - { name: orders, path: ./var/orders }
      - { name: images, path: ./var/images, role: spool }
      """;

  @TempDir Path directory;

  private OneMachine one;

  @BeforeEach
  void open() throws IOException {
    one = new OneMachine(directory);
  }

  @AfterEach
  void close() throws IOException {
    one.close();
  }

  private void empty(String volume, String file) throws IOException {
    Files.delete(directory.resolve("var").resolve(volume).resolve(file));
  }

  @Test
  void a_point_without_it_is_incomplete_and_the_volume_is_not_in_it() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    var good = one.points(shop).getFirst();
    empty("images", "a.png");

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(one.points(shop)).hasSize(2).last().isEqualTo(good);
    var point = one.points(shop).getFirst();
    assertThat(point.isComplete()).isFalse();
    assertThat(point.size().volumes()).isEqualTo(1);
    try (var session =
        one.machine().repositories().open(shop.repository(), Opener.Lock.NONE, Duration.ZERO)) {
      session.loadIndex();
      assertThat(new Points(session.repository()).find(point.id()))
          .isInstanceOfSatisfying(
              Lookup.Found.class,
              found ->
                  assertThat(found.point().manifest().surroundings().warnings())
                      .anyMatch(warning ->
                          warning.contains("volume images cannot be read")
                              && warning.contains("is empty: mount what belongs there")));
    }
  }

  @Test
  void a_backup_of_nothing_is_refused() throws Exception {
    var shop = one.applied("- { name: orders, path: ./var/orders }");
    empty("orders", "one");

    var planning = one.machine().backups().run(shop);

    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(((Planning.Refused<Run>) planning).refusals())
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("var/orders is empty");
  }

  @Test
  void what_may_be_empty_is_captured_empty() throws Exception {
    var shop = one.applied(MAY_BE_EMPTY);
    empty("images", "a.png");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop).getFirst().size().volumes()).isEqualTo(2);
  }
}
