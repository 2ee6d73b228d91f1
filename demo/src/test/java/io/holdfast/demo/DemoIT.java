package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the story with restic in the role of the command: what is tested is the demo's judgement.
 */
final class DemoIT {
  private static final String COMMAND = "holdfast.command";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @TempDir Path directory;

  /** The command as a script, with the class path of this test. */
  @BeforeEach
  void choose() throws IOException {
    var script = directory.resolve("holdfast");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec '%s/bin/java' '@%s' -XX:+UseSerialGC -cp '%s' io.holdfast.cli.Main "$@"
        """
            .formatted(
                System.getProperty("java.home"),
                Path.of("../tools/jvm.options").toRealPath(),
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    System.setProperty(COMMAND, script.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(COMMAND);
  }

  @Test
  void every_claim_holds_when_all_is_well() throws IOException {
    int code = play();

    assertThat(text()).doesNotContain("FAILED").contains("claims hold");
    assertThat(code).isZero();
  }

  /**
   * The demo does not know whose command it calls: a story that only ours could pass proves little.
   */
  @Test
  void the_story_is_true_of_restic_too() throws IOException {
    System.setProperty(COMMAND, Peer.RESTIC.program().toString());

    assertThat(play()).as(text()).isZero();
  }

  @Test
  void a_changed_bit_and_a_changed_row_are_found_and_the_exit_code_says_so() throws IOException {
    int code = play("--spoil");

    assertThat(text().lines().filter(line -> line.startsWith("FAILED")))
        .anySatisfy(line -> assertThat(line).contains("of every file are as before", "video.mp4"))
        .anySatisfy(line -> assertThat(line).contains("every order confirmed", "1 changed"));
    assertThat(code).isEqualTo(1);
  }

  @Test
  void a_command_that_fails_is_a_claim_that_fails() throws IOException {
    System.setProperty(COMMAND, "/bin/false");

    int code = play();

    assertThat(text()).contains("FAILED the repository is made: exit 1");
    assertThat(code).isEqualTo(1);
  }

  private int play(String... arguments) throws IOException {
    return Main.run(List.of(arguments), new PrintStream(screen, true, UTF_8));
  }

  private String text() {
    return screen.toString(UTF_8);
  }
}
