package io.holdfast.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersScriptTest {
  @TempDir private Path peers;

  @Test
  void fails_with_one_sentence_when_a_peer_is_absent_and_nothing_may_be_fetched()
      throws IOException {
    Finished get = offline("get", "restic");

    assertThat(get.exit()).isEqualTo(1);
    assertThat(get.errors())
        .contains("restic is not in " + peers + " and HOLDFAST_OFFLINE_PEERS=1 forbids fetching it")
        .contains("run 'tools/peers get restic' without that variable first");
    try (Stream<Path> made = Files.list(peers)) {
      assertThat(made).isEmpty();
    }
  }

  @Test
  void names_the_peers_there_are_when_asked_for_another() throws IOException {
    Finished get = offline("get", "duplicati");

    assertThat(get.exit()).isEqualTo(1);
    assertThat(get.errors())
        .contains("no peer is called 'duplicati'")
        .contains(
            "restic restic-0.14 versitygw system rclone promtool minio borg rustic mariadb redis"
                + " btrfs");
  }

  @Test
  void uses_a_program_placed_by_hand() throws IOException {
    Path program = place("rustic", "rustic");

    assertThat(offline("get", "rustic").exit()).isZero();
    assertThat(offline("path", "rustic").output()).isEqualTo(program + "\n");
  }

  @Test
  void does_not_use_a_program_fetched_for_another_pin() throws IOException {
    place("minio", "minio");
    Files.writeString(peers.resolve("minio/origin"), "go github.com/minio/minio@v0.0.1\n");

    assertThat(offline("path", "minio").exit()).isEqualTo(1);
  }

  @Test
  void keeps_going_after_a_peer_that_cannot_be_had() throws IOException {
    place("rustic", "rustic");

    Finished get = offline("get", "minio", "rustic");

    assertThat(get.exit()).isEqualTo(1);
    assertThat(get.errors()).contains("rustic: there").endsWith("peers: not available: minio\n");
  }

  private Path place(String peer, String program) throws IOException {
    Path directory = Files.createDirectories(peers.resolve(peer).resolve("bin"));
    Path file = Files.writeString(directory.resolve(program), "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Finished offline(String... arguments) throws IOException {
    return Program.of(List.of(Peer.script().toString()))
        .with(Map.of("HOLDFAST_PEERS", peers.toString(), "HOLDFAST_OFFLINE_PEERS", "1"))
        .with(arguments)
        .run(Duration.ofMinutes(1));
  }
}
