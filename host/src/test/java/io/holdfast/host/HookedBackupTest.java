package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.location.Opener;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.tree.NodeName;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups whose hooks fail, take too long, refuse or are stopped. */
final class HookedBackupTest extends OnOneMachine {
  private Machine machine() {
    return one.machine();
  }

  @Test
  void a_hook_that_fails_makes_no_point_and_its_other_half_ran() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks:
                pre: { command: [sh, -c, "exit 3"] }
                post: { command: [touch, %s] }
            """
                .formatted(directory.resolve("post-ran")));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).startsWith("'open hook orders' failed");
    assertThat(one.points(shop)).isEmpty();
    assertThat(directory.resolve("post-ran")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pre: { command: [sh, -c, 'echo dump >$HOLDFAST_OVERLAY/dump'] }",
        "held: { command: [sh, -c, 'echo dump >$HOLDFAST_OVERLAY/dump; echo ready; read word'] }"
      })
  void what_a_command_of_ones_own_adds_is_in_the_point(String hook) throws Exception {
    var shop =
        one.applied(
            "- { name: orders, path: ./var/orders, method: Live, hooks: { %s } }".formatted(hook));

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);

    try (var session = one.session(shop, Opener.Lock.NONE)) {
      var point = one.points(shop).getFirst();
      try (var trees = session.repository().trees()) {
        var snapshot =
            session.repository().snapshots().load(SnapshotId.parse(point.snapshot().text()));
        var names = List.of(NodeName.of("volumes"), NodeName.of("orders"), NodeName.of("dump"));
        assertThat(trees.find(snapshot.tree(), names)).isPresent();
      }
    }
  }

  @Test
  void what_a_command_adds_under_a_name_of_any_bytes_is_in_the_point() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks:
                pre: { command: [sh, -c, 'touch "$HOLDFAST_OVERLAY/$(printf "caf\\351")"'] }
            """);

    var end = one.backedUp(shop);

    assertThat(end.outcome()).as(end.message()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop).getFirst().size().files()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pre: { command: [sleep, '60'], timeout: 1s }",
        "pre: { command: ['true'], timeout: 1m }, post: { command: [sleep, '60'], timeout: 1s }",
        "held: { command: [sh, -c, 'echo ready; exec sleep 60'], timeout: 1s }"
      })
  void a_hook_is_given_the_time_that_it_declares(String hook) throws Exception {
    var shop =
        one.applied(
            "- { name: orders, path: ./var/orders, method: Live, hooks: { %s } }".formatted(hook));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("sleep").contains("within 1 s");
    assertThat(one.points(shop)).isEmpty();
  }

  @Test
  void a_cut_that_a_hook_refuses_is_refused_with_its_reason() throws Exception {
    Files.writeString(directory.resolve("var/orders/shop.db"), "this is no database");
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks: { preset: sqlite, databases: [shop.db] }
            """);

    var planning = machine().backups().run(shop);

    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(((Planning.Refused<Run>) planning).refusals())
        .singleElement()
        .extracting(Refusal::sentence)
        .asString()
        .startsWith("open hook orders: '")
        .endsWith("shop.db' is no SQLite database");
    assertThat(one.points(shop)).isEmpty();
    assertThat(machine().catalog().runs().newest(shop.name(), 10))
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));
  }

  @Test
  void a_backup_that_somebody_stops_is_cancelled_and_leaves_nothing() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks:
                pre: { command: [sh, -c, "touch %s; exec sleep 60"] }
            """
                .formatted(directory.resolve("begun")));
    var task = new FutureTask<>(() -> machine().backups().run(shop));
    var thread = Thread.ofPlatform().start(task);
    while (!Files.exists(directory.resolve("begun"))) {
      Thread.sleep(20);
    }

    thread.interrupt();

    assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(machine().catalog().runs().newest(shop.name(), 10))
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome())
                .isEqualTo(Run.Outcome.CANCELLED));
    assertThat(one.points(shop)).isEmpty();
  }
}
