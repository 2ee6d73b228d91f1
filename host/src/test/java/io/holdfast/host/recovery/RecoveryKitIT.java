package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.MachineWorkshop;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed page, followed by somebody who has restic and nothing of Holdfast. */
final class RecoveryKitIT {
  @TempDir Path directory;

  private void burn() throws Exception {
    for (var lost : List.of("state", "var", "password")) {
      try (var files = Files.walk(directory.resolve(lost))) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void type(String command, Path programs) throws Exception {
    var finished =
        new Program(
                List.of("sh", "-ec", command),
                Map.of("PATH", programs + ":/usr/bin:/bin", "HOME", directory.toString()),
                directory)
            .run(Duration.ofMinutes(2));
    assertThat(finished.exit()).as("%s: %s", command, finished.errors()).isZero();
  }

  @Test
  void stock_restic_restores_every_volume_by_following_the_page() throws Exception {
    var page = directory.resolve("kit.html");
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      var shop = workshop.applied(machine);
      backedUp(machine);
      Files.writeString(directory.resolve("var/orders/one"), "newest");
      backedUp(machine);
      machine
          .kits()
          .export(
              new RecoveryKits.Request(
                  shop.repository(),
                  List.of(shop),
                  new TreeMap<>(Map.of(page, RecoveryKits.Format.PAGE))));
    }
    burn();

    var html = Files.readString(page);
    var key = Pattern.compile("<th>Key</th><td>([^<]*)</td>").matcher(html);
    assertThat(key.find()).isTrue();
    Files.writeString(directory.resolve("key"), key.group(1) + "\n");
    var programs = Objects.requireNonNull(Peer.RESTIC.program().toAbsolutePath().getParent());
    var commands = Pattern.compile("<pre>(restic[^<]*)</pre>").matcher(html);
    int typed = 0;
    while (commands.find()) {
      type(commands.group(1).replace("&quot;", "\"").replace("&amp;", "&"), programs);
      typed++;
    }

    assertThat(typed).isEqualTo(3);
    assertThat(directory.resolve("var/orders/one")).hasContent("newest");
    assertThat(directory.resolve("var/images/a.png")).hasContent("picture");
  }
}
