package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retention in a repository that has lost data: what is whole must not go for what is not. */
final class LostDataRetentionTest extends OnOneMachine {
  /** Below the least size of a chunk, so that one blob holds it, and therefore one pack. */
  private static final int LARGE = 500_000;

  private Subject shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = one.declared(OneMachine.gold(1, "24h") + OneMachine.shop(OneMachine.BOTH, "gold"));
  }

  private Set<Path> packs() throws IOException {
    try (var files = Files.walk(one.file("repository/data"))) {
      return new HashSet<>(files.filter(Files::isRegularFile).toList());
    }
  }

  private List<PointId> stored() throws IOException, InterruptedException {
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      return List.copyOf(Leftovers.sealed(session.repository().snapshots().all()));
    }
  }

  private void backedUpWithLargeFile(int seed) throws Exception {
    var bytes = new byte[LARGE];
    new Random(seed).nextBytes(bytes);
    Files.write(one.file("var/orders/large"), bytes);
    one.backedUp(shop, 1);
  }

  private void loseLargeFile() throws IOException {
    for (var pack : packs()) {
      if (Files.size(pack) > LARGE) {
        Files.delete(pack);
      }
    }
  }

  private Run.End kept() throws Exception {
    return Objects.requireNonNull(one.machine().retentions().run(shop).end());
  }

  @Test
  void no_point_goes_while_data_of_one_that_stays_is_lost() throws Exception {
    one.backedUp(shop, 1);
    backedUpWithLargeFile(7);
    loseLargeFile();

    var end = kept();

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message())
        .contains("while it is not certain that those that stay are whole", "are missing");
    assertThat(stored()).hasSize(2);
    assertThat(one.points(shop)).hasSize(2);
  }

  @Test
  void points_go_whose_own_data_is_lost_however_much_that_is() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      backedUpWithLargeFile(seed);
    }
    loseLargeFile();
    Files.delete(one.file("var/orders/large"));
    one.backedUp(shop, 1);

    var end = kept();

    assertThat(end.outcome())
        .as("so much is lost that it prunes nothing")
        .isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(end.message()).startsWith("points were removed, but their space is not free yet");
    assertThat(stored()).containsExactly(one.points(shop).getFirst().id());
  }
}
