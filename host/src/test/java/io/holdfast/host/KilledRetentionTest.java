package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.hold.HeldPoints.Wish;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.hold.Hold.Release.ByPolicy;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A retention run that is killed at any time: it reads the clock before and after all that it does,
 * and each time at a later reading it is killed.
 */
final class KilledRetentionTest extends OnOneMachine {
  /** At each so many readings of the clock it is killed; 1 in the long form. */
  private static final int EVERY = Integer.getInteger("holdfast.kills.every", 5);

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A clock that is read so many times on this thread. */
  private static final class Countdown implements InstantSource {
    private final Thread victim = Thread.currentThread();
    private int left;

    Countdown(int left) {
      this.left = left;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().equals(victim) && left-- == 0) {
        throw new Killed();
      }
      return InstantSource.system().instant();
    }
  }

  /** Whether it was killed. */
  private boolean killed(Subject shop, int readings) throws IOException, InterruptedException {
    one.setClock(new Countdown(readings));
    try {
      var run = one.machine().retentions().run(shop);
      assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.DONE);
      return false;
    } catch (Killed _) {
      removeLocks();
      return true;
    } finally {
      one.setClock(InstantSource.system());
    }
  }

  /** A lock whose process is dead counts for nobody; this process lives on. */
  private void removeLocks() throws IOException {
    try (var locks = Files.list(one.file("repository/locks"))) {
      for (var lock : locks.toList()) {
        Files.delete(lock);
      }
    }
  }

  /** Each volume of each point that is there, and of no other. */
  private void requireWhole(Subject shop) throws IOException, InterruptedException {
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      var all = session.repository().snapshots().all();
      var points = Leftovers.sealed(all);
      assertThat(one.points(shop)).extracting(RestorePoint::id).hasSameElementsAs(points);
      for (var point : points) {
        assertThat(Leftovers.parts(all, point)).hasSize(2);
      }
      assertThat(all.values())
          .allSatisfy(snapshot ->
              assertThat(Leftovers.point(snapshot).filter(point -> !points.contains(point)))
                  .isEmpty());
    }
  }

  @Test
  void nothing_is_half_removed_whenever_it_is_killed() throws Exception {
    var shop = one.declared(OneMachine.gold(1, "24h") + OneMachine.shop(OneMachine.BOTH, "gold"));
    one.backedUp(shop, 1);
    var stoppedBefore = new TreeSet<String>();
    int readings = 0;
    boolean again = true;
    while (again) {
      one.backedUp(shop, 1);
      var newest = one.points(shop).getFirst().id();
      again = killed(shop, readings);
      readings += EVERY;
      one.machine()
          .recover((_, _) -> {})
          .forEach(run -> {
            var end = Objects.requireNonNull(run.end());
            // Killed when all was done and only that was still to be said, it is done.
            assertThat(end.outcome() == Run.Outcome.DONE).isEqualTo(end.message().isEmpty());
            stoppedBefore.add(end.message().replaceAll("shop-[0-9a-z-]*", "POINT"));
          });

      requireWhole(shop);
      assertThat(one.machine().catalog().runs().unended()).isEmpty();
      assertThat(one.points(shop)).extracting(RestorePoint::id).contains(newest);
      assertThat(one.facts(shop, FactBody.PointRemoved.class))
          .extracting(FactBody.PointRemoved::point)
          .doesNotHaveDuplicates()
          .doesNotContainAnyElementsOf(one.points(shop).stream().map(RestorePoint::id).toList());
    }

    assertThat(one.points(shop)).hasSize(1);
    assertThat(readings).as("readings of the clock").isGreaterThan(10);
    if (EVERY == 1) {
      assertThat(stoppedBefore)
          .extracting(message -> message.replaceAll(".*before '([a-zA-Z ]*)'.*", "$1"))
          .contains("remove POINT", "prune");
    }
  }

  @Test
  void a_hold_that_was_placed_since_counts_for_what_was_planned() throws Exception {
    var shop = one.declared(OneMachine.gold(1, "24h") + OneMachine.shop(OneMachine.BOTH, "gold"));
    one.backedUp(shop, 3);
    var oldest = one.points(shop).getLast().id();
    int readings = 0;
    while (one.machine().catalog().runs().unended().isEmpty()) {
      assertThat(killed(shop, readings++)).isTrue();
    }
    one.restart();
    one.machine()
        .holds()
        .place(shop, new Wish(oldest, "incident-7", "ann"), "evidence", new ByPolicy("gold"));

    one.machine().recover((_, _) -> {});
    one.machine().retentions().run(shop);

    assertThat(one.points(shop)).extracting(RestorePoint::id).contains(oldest).hasSize(2);
  }
}
