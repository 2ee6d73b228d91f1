package io.holdfast.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestServerIT {
  @TempDir private Path directory;
  private Path served = Path.of("");

  @BeforeEach
  void make_a_directory_to_serve() throws IOException {
    served = Files.createDirectory(directory.resolve("served"));
  }

  @Test
  void serves_restic_from_the_directory() throws IOException {
    try (RestServer server = RestServer.start(served);
        Restic restic = restic(server.repository())) {
      restic.run("init").exits(0);
      restic.run("check", "--read-data").exits(0);
    }

    assertThat(served.resolve("config")).isRegularFile();
  }

  @Test
  void serves_restic_over_tls_and_only_with_the_password() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(directory);
    String authority = certificate.certificate().toString();

    try (RestServer server =
            RestServer.start(served, certificate, "--user", "someone", "--pass", "word");
        Restic stranger = restic(server.repository());
        Restic known = restic(server.repository().replace("//", "//someone:word@"))) {
      assertThat(stranger.run("--cacert", authority, "init").exit()).isNotZero();
      known.run("--cacert", authority, "init").exits(0);
    }
  }

  @Test
  void shows_a_file_that_was_removed_under_it() throws IOException {
    try (RestServer server = RestServer.start(served);
        Restic restic = restic(server.repository())) {
      restic.run("init").exits(0);
      Files.delete(served.resolve("config"));

      assertThat(restic.run("snapshots").exit()).isEqualTo(10);
    }
  }

  @Test
  void append_only_refuses_to_delete() throws IOException {
    try (RestServer server = RestServer.start(served, "--append-only");
        Restic restic = restic(server.repository())) {
      restic.run("init").exits(0);
      restic.run("backup", "--tag", "kept", directory.toString()).exits(0);

      assertThat(restic.run("forget", "latest").exit()).isNotZero();
      assertThat(served.resolve("snapshots")).isNotEmptyDirectory();
    }
  }

  private static Restic restic(String repository) throws IOException {
    return new Restic(Peer.RESTIC.program(), repository, "secret", Map.of());
  }
}
