package io.holdfast.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ResticIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"RESTIC", "RESTIC_0_14"})
  void backs_up_checks_and_restores(Peer peer) throws IOException {
    Path source = Files.createDirectory(directory.resolve("source"));
    Files.writeString(source.resolve("file"), "content");

    try (Restic restic = new Restic(peer.program(), directory.resolve("repository"), "secret")) {
      restic.run("init").exits(0);
      restic.command("backup", ".").in(source).run(Duration.ofMinutes(1)).exits(0);
      restic.run("check", "--read-data").exits(0);
      restic.run("restore", "latest", "--target", directory.resolve("restored").toString());
    }

    assertThat(directory.resolve("restored/file")).hasContent("content");
  }

  @ParameterizedTest
  @EnumSource(names = {"RESTIC", "RESTIC_0_14"})
  void tells_that_the_password_is_wrong(Peer peer) throws IOException {
    Path repository = directory.resolve("repository");

    try (Restic owner = new Restic(peer.program(), repository, "secret");
        Restic stranger = new Restic(peer.program(), repository, "guess")) {
      owner.run("init").exits(0);
      Finished snapshots = stranger.run("snapshots");

      assertThat(snapshots.exit()).isNotZero();
      assertThat(snapshots.errors()).contains("wrong password");
    }
  }
}
