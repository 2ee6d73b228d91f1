package io.holdfast.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class S3ServerIT {
  @TempDir private Path directory;

  enum Kind {
    VERSITYGW,
    MINIO;

    S3Server start(@Nullable ServerCertificate certificate) throws IOException {
      return switch (this) {
        case VERSITYGW -> S3Server.versitygw(certificate);
        case MINIO -> S3Server.minio(certificate);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void serves_restic(Kind kind) throws IOException {
    try (S3Server server = kind.start(null)) {
      server.createBucket("plain");
      server.createLockedBucket("locked");

      backUpAndCheck(server, "plain");
      backUpAndCheck(server, "locked");
    }
  }

  @ParameterizedTest
  @EnumSource
  void serves_restic_over_tls(Kind kind) throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(directory);

    try (S3Server server = kind.start(certificate)) {
      server.createBucket("private");

      assertThat(server.endpoint().getScheme()).isEqualTo("https");
      backUpAndCheck(server, "private", "--cacert", certificate.certificate().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_gone_after_close(Kind kind) throws IOException {
    S3Server server = kind.start(null);

    server.close();

    assertThat(server.process().isAlive()).isFalse();
    assertThatThrownBy(() -> server.createBucket("late")).isInstanceOf(IOException.class);
  }

  private void backUpAndCheck(S3Server server, String bucket, String... options)
      throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    try (Restic restic =
        new Restic(
            Peer.RESTIC.program(), server.repository(bucket), "secret", server.environment())) {
      run(restic, options, "init");
      run(restic, options, "backup", directory.resolve("file").toString());
      run(restic, options, "check", "--read-data");
    }
  }

  private static void run(Restic restic, String[] options, String... arguments) throws IOException {
    restic.command(options).with(arguments).run(Duration.ofMinutes(2)).exits(0);
  }
}
