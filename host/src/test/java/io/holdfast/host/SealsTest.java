package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.hold.HeldPoints.Wish;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts of which only the catalog, or only the repository, has heard. */
final class SealsTest extends OnOneMachine {
  private Subject shop;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop, 1);
  }

  private void held(String name) throws IOException, InterruptedException {
    var planning =
        one.machine()
            .holds()
            .place(
                shop,
                new Wish(one.points(shop).getFirst().id(), name, "ann"),
                "evidence",
                new Hold.Release.AfterReview(LocalDate.parse("2030-01-01")));
    assertThat(planning).isInstanceOf(Planning.Planned.class);
  }

  /** As if the process had been killed before the catalog heard of anything that was done. */
  private void forgotten(Action done) throws IOException, InterruptedException {
    one.close();
    var before = Files.createDirectory(one.file("before"));
    try (var files = Files.list(one.file("state/catalog"))) {
      for (var file : files.toList()) {
        Files.copy(file, before.resolve(file.getFileName()));
      }
    }
    one.restart();
    done.run();
    one.close();
    Files.move(one.file("state/catalog"), one.file("after"));
    Files.move(before, one.file("state/catalog"));
    one.restart();
  }

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  @Test
  void a_decision_that_only_the_repository_has_is_taken_in_once_a_machine_starts()
      throws Exception {
    forgotten(() -> held("incident-7"));
    assertThat(one.facts(shop, FactBody.HoldPlaced.class)).isEmpty();

    assertThat(one.machine().seal()).isEmpty();

    assertThat(one.facts(shop, FactBody.HoldPlaced.class)).hasSize(1);
    assertThat(one.machine().verify().isSound()).isTrue();
  }

  @Test
  void a_repository_that_is_away_is_tried_again() throws Exception {
    Files.move(one.file("repository"), one.file("away"));
    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(one.machine().seal())
        .singleElement()
        .satisfies(postponed -> assertThat(postponed.line()).isEqualTo(shop.line()));

    Files.move(one.file("away"), one.file("repository"));
    assertThat(one.machine().seal()).isEmpty();

    assertThat(one.machine().verify().isSound()).isTrue();
    assertThat(one.facts(shop, FactBody.RunFailed.class)).hasSize(1);
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      assertThat(Segments.whole(session.repository(), shop.repositoryName()).facts(shop.line()))
          .anySatisfy(fact -> assertThat(fact.body()).isInstanceOf(FactBody.RunFailed.class));
    }
  }
}
