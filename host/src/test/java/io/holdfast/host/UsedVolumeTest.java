package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Volumes that a program uses while they are restored. */
final class UsedVolumeTest extends OnOneMachine {
  private Subject shop(String probe) throws IOException {
    return one.declared(
        OneMachine.shop("- { name: orders, path: ./var/orders }")
            + "  restore: { probes: [{ name: starts, check: { command: { command: [sh, -c, '%s'] } } }] }\n"
                .formatted(probe));
  }

  private Planning<Run> restored(Subject shop, Mode mode) throws Exception {
    return one.machine()
        .restores()
        .run(
            shop,
            one.points(shop).getFirst().id(),
            stored ->
                new RestoreRequest(
                    "restore-1",
                    stored.manifest(),
                    List.of(
                        new RestoreRequest.Volume(
                            VolumeName.parse("orders"), one.file("var/orders").toString(), null)),
                    mode,
                    List.of(),
                    List.of("starts"),
                    null),
            "tester");
  }

  private static Run.End end(Planning<Run> planning) {
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end());
  }

  /** Ends the program that a probe left. */
  private void end(String pidFile) throws Exception {
    long pid = Long.parseLong(Files.readString(one.file(pidFile)).strip());
    var program = ProcessHandle.of(pid).orElseThrow();
    program.destroyForcibly();
    program.onExit().get();
  }

  @Test
  void a_program_that_was_started_while_it_was_planned_keeps_its_directory() throws Exception {
    var shop =
        shop(
            "sleep 600 <%s >/dev/null 2>&1 & echo $! >%s"
                .formatted(one.file("var/orders/one"), one.file("pid")));
    one.backedUp(shop);
    Files.writeString(one.file("var/orders/one"), "of now");

    var end = end(restored(shop, Mode.SWAP));
    end("pid");

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("sleep (", "by now");
    assertThat(one.file("var/orders/one")).hasContent("of now");
  }

  @Test
  void a_server_that_has_nothing_open_and_works_in_the_volume_is_seen_at_once() throws Exception {
    var shop = shop("true");
    one.backedUp(shop);
    var server =
        new ProcessBuilder("sleep", "600").directory(one.file("var/orders").toFile()).start();
    try {
      assertThat(((Planning.Refused<Run>) restored(shop, Mode.IN_PLACE)).refusals().getFirst())
          .asString()
          .contains("sleep (");
    } finally {
      server.destroyForcibly();
      server.waitFor();
    }
  }
}
