package io.holdfast.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Screen;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.location.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordCommandTest {
  @TempDir private Path directory;

  private final Passwords passwords =
      new Passwords(
          new Environment(Map.of()),
          Console.of(
              InputStream.nullInputStream(),
              new ByteArrayOutputStream(),
              new ByteArrayOutputStream(),
              Screen.NONE));

  // The second one ignores the polite signal, as does what it starts.
  @ParameterizedTest
  @ValueSource(strings = {"", "trap '' TERM INT HUP;"})
  void an_interrupt_ends_the_command_with_what_it_has_started(String first) throws Exception {
    var started = directory.resolve("started");
    var command =
        "%s cd %s; sleep 600 & echo $$ $! >part; mv part %s; wait"
            .formatted(first, directory, started);
    var test = Thread.currentThread();
    var interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (!Files.exists(started)) {
                Thread.onSpinWait();
              }
              test.interrupt();
            });

    assertThatThrownBy(() -> passwords.given(new PasswordOptions(null, command, false), ""))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    interrupter.join();
    for (var id : Files.readString(started).strip().split(" ", -1)) {
      var process = ProcessHandle.of(Long.parseLong(id));
      if (process.isPresent()) {
        assertThat(process.get().onExit()).succeedsWithin(Duration.ofSeconds(30));
      }
    }
  }

  @Test
  void nothing_is_left_of_a_shell_that_is_ended_while_it_starts_a_program() {
    var sleeper = "sleep 600.%09d".formatted(ProcessHandle.current().pid());
    for (int i = 0; i < 30; i++) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> passwords.given(new PasswordOptions(null, sleeper, false), ""))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }

    var left =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").endsWith(sleeper))
            .map(ProcessHandle::onExit)
            .toList();
    for (var end : left) {
      assertThat(end).succeedsWithin(Duration.ofSeconds(30));
    }
  }
}
