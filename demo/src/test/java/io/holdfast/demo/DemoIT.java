package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the story with the command and the server as they were built. */
final class DemoIT {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  @TempDir Path directory;

  /** The command and the server as the launcher would start them. */
  @BeforeEach
  void build() throws IOException {
    script(
        "holdfast",
        """
        case $1 in
          server) shift; exec '%1$s' '@%2$s' -cp '%3$s' io.quarkus.bootstrap.runner.QuarkusEntryPoint "$@" ;;
          *) exec '%1$s' '@%2$s' -XX:+UseSerialGC -cp '%4$s' io.holdfast.cli.Main "$@" ;;
        esac
        """
            .formatted(
                JAVA,
                Path.of("../tools/jvm.options").toRealPath(),
                Path.of("../server/target/quarkus-app/quarkus-run.jar").toRealPath(),
                System.getProperty("java.class.path")));
  }

  @Test
  void every_claim_holds_when_all_is_well_and_restic_reads_the_repository()
      throws IOException, InterruptedException {
    var ended = play("holdfast");

    assertThat(ended.output())
        .doesNotContain("FAILED")
        .contains(
            "claims hold", "ok     restic restores the point", "ok     and they are as before");
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  @Test
  void a_changed_bit_and_a_changed_row_are_found_and_the_exit_code_says_so()
      throws IOException, InterruptedException {
    var ended = play("holdfast", "--spoil");

    assertThat(failures(ended))
        .anySatisfy(line -> assertThat(line).contains("of every file are as before", "video.mp4"))
        .anySatisfy(line -> assertThat(line).contains("every order confirmed", "1 changed"));
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
  }

  @Test
  void a_command_that_fails_is_a_claim_that_fails() throws IOException, InterruptedException {
    script(
        "broken",
        """
        if [ "$1" = application ]; then echo "no, not today"; exit 3; fi
        exec '%s' "$@"
        """
            .formatted(directory.resolve("holdfast")));

    var ended = play("broken");

    assertThat(failures(ended))
        .anySatisfy(line ->
            assertThat(line)
                .contains("are one restore point, complete", "exit 3", "no, not today"));
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
  }

  @Test
  void a_server_that_does_not_start_ends_the_story() throws IOException, InterruptedException {
    script("broken", "echo 'no server here' >&2; exit 1");

    var ended = play("broken");

    assertThat(failures(ended))
        .singleElement()
        .asString()
        .contains("the story comes to its end", "the server did not start", "no server here");
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
  }

  private record Ended(int code, String output) {}

  private static List<String> failures(Ended ended) {
    return ended.output().lines().filter(line -> line.startsWith("FAILED")).toList();
  }

  private Ended play(String command, String... arguments) throws IOException, InterruptedException {
    var line =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Djava.io.tmpdir=" + directory,
                "-Dholdfast.command=" + directory.resolve(command),
                "-cp",
                System.getProperty("java.class.path"),
                "io.holdfast.demo.Main"));
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().merge("PATH", restic(), (path, more) -> more + ":" + path);
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), output);
    } finally {
      process.destroy();
    }
  }

  /** A directory in which {@code restic} is the peer's. */
  private String restic() throws IOException {
    var programs = Files.createDirectories(directory.resolve("programs"));
    var link = programs.resolve("restic");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, Peer.RESTIC.program());
    }
    return programs.toString();
  }

  private void script(String name, String text) throws IOException {
    var script = directory.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
