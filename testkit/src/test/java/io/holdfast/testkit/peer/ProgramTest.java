package io.holdfast.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;

  @Test
  void tells_exit_code_output_and_errors_apart() throws IOException {
    Finished finished = shell("echo said; echo complained >&2; exit 3").run(LONG);

    assertThat(finished.exit()).isEqualTo(3);
    assertThat(finished.output()).isEqualTo("said\n");
    assertThat(finished.errors()).isEqualTo("complained\n");
  }

  @Test
  void reads_more_than_a_pipe_holds_on_both_streams() throws IOException {
    Finished finished = shell("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2").run(LONG);

    assertThat(finished.output()).hasSize(1_000_000);
    assertThat(finished.errors()).hasSize(1_000_000);
  }

  @Test
  void refuses_to_return_output_that_was_cut() {
    Program printsMuch = shell("head -c %d /dev/zero".formatted(Drain.MOST + 1));

    assertThatThrownBy(() -> printsMuch.run(LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("printed more than 134217728 bytes");
  }

  @Test
  void sends_output_to_a_file() throws IOException {
    Path file = directory.resolve("output");

    Finished finished = shell("printf '\\377\\000'").run(LONG, file);

    assertThat(finished.output()).isEmpty();
    assertThat(Files.readAllBytes(file)).containsExactly(0xff, 0x00);
  }

  @Test
  void kills_a_program_that_does_not_end_and_what_it_started() throws IOException {
    Program hangs = shell("echo started; sleep 600 & echo $! > child; wait");

    assertThatThrownBy(() -> hangs.run(Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("had not ended after PT1S and was killed")
        .hasMessageContaining("started");

    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void passes_given_variables_and_the_plain_ones_only() throws IOException {
    Finished finished = Program.of(List.of("/usr/bin/env")).with(Map.of("GIVEN", "yes")).run(LONG);

    assertThat(finished.output().lines().map(line -> line.replaceFirst("=.*", "")))
        .contains("GIVEN", "PATH")
        .isSubsetOf("GIVEN", "PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "JAVA_HOME");
  }

  @Test
  void shows_what_was_printed_when_the_exit_code_is_not_the_expected_one() throws IOException {
    Finished finished = shell("echo why >&2; exit 1").run(LONG);

    assertThatThrownBy(() -> finished.exits(0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended with 1, expected 0")
        .hasMessageContaining("why");
  }

  @Test
  void closing_ends_a_program_that_ignores_a_polite_request() throws IOException {
    RunningProgram stubborn = shell("trap '' TERM; echo ready; while :; do sleep 1; done").start();
    while (!stubborn.printed().contains("ready")) {
      Thread.onSpinWait();
    }

    stubborn.close();

    assertThat(stubborn.isAlive()).isFalse();
  }

  private Program shell(String script) {
    return Program.of(List.of("/bin/sh", "-c", script)).in(directory);
  }
}
