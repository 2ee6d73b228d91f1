package io.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Surroundings;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Screen;
import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.ScryptParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command whose lock meets another one, which was written at the same time. */
final class SecondLookTest {
  /** Between its two looks a command waits a fifth of a second: a slow rival comes too late. */
  private static final int MOST_ATTEMPTS = 20;

  @TempDir private Path directory;

  private Path document;
  private Path aside;
  private Path inPlace;

  /** How a command ended, and what it printed. */
  private record Outcome(ExitCode code, String out, String err) {}

  @BeforeEach
  void prepareRival() throws Exception {
    document = Files.writeString(directory.resolve("document"), "text");
    aside = directory.resolve("aside");
    run(List.of("init"));
    var elsewhere =
        Context.of(
            console(new ByteArrayOutputStream(), new ByteArrayOutputStream()),
            surroundings(Map.of("HOLDFAST_LOCK_HOST", "elsewhere")));
    var _ = elsewhere.sessions().open(Access.EXCLUSIVE);
    inPlace = locks().getFirst();
    Files.move(inPlace, aside);
  }

  @Test
  void a_backup_that_is_refused_says_by_whom_and_nothing_else() {
    assertRefused(refused(List.of("backup", document.toString())));
  }

  @Test
  void a_check_that_is_refused_says_by_whom_and_nothing_else() {
    assertRefused(refused(List.of("check")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restore latest --target target",
        "restore latest --target target --dry-run",
        "dump latest /document",
        "ls latest",
        "find document",
        "diff latest latest",
        "stats"
      })
  void whoever_reads_snapshots_and_is_refused_says_by_whom_and_nothing_else(String line) {
    run(List.of("backup", document.toString()));

    assertRefused(
        refused(List.of(line.replace("target target", "target " + directory + "/t").split(" "))));
  }

  private static void assertRefused(Outcome outcome) {
    assertThat(outcome.code()).isEqualTo(ExitCode.LOCKED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .matches(
            "holdfast: the repository was locked at the same time by process \\d+ on elsewhere"
                + " [^\n]*; try again later, or wait with --retry-lock 10m\n");
  }

  private Outcome refused(List<String> line) {
    Outcome outcome = meetingRival(line);
    for (int i = 1; i < MOST_ATTEMPTS && outcome.code() == ExitCode.DONE; i++) {
      outcome = meetingRival(line);
    }
    return outcome;
  }

  @Test
  void whoever_would_wait_for_a_lock_makes_certain_of_it_before_he_begins() {
    var line = List.of("backup", document.toString(), "--retry-lock", "1s");
    Outcome outcome = meetingRival(line);
    for (int i = 1; i < MOST_ATTEMPTS && outcome.err().isEmpty(); i++) {
      outcome = meetingRival(line);
    }

    assertThat(outcome.err()).startsWith("holdfast: the repository is locked; waiting up to 0:0");
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).containsOnlyOnce("Files:").containsOnlyOnce("snapshot ");
  }

  /** Lets the rival come when the command has written its lock, and go when that is given up. */
  private Outcome meetingRival(List<String> line) {
    var rival =
        Thread.ofPlatform()
            .start(() -> {
              while (locks().isEmpty() && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              move(aside, inPlace);
              while (locks().size() > 1) {
                Thread.onSpinWait();
              }
              move(inPlace, aside);
            });
    var outcome = run(line);
    rival.interrupt(); // in case it has not even seen the lock
    try {
      rival.join();
    } catch (InterruptedException nobodyDoesThat) {
      throw new IllegalStateException(nobodyDoesThat);
    }
    return outcome;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<Path> locks() {
    try (var files = Files.list(directory.resolve("repository/locks"))) {
      return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}")).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Outcome run(List<String> line) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code = new Wiring(console(out, err), surroundings(Map.of())).run(line);
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return Console.of(InputStream.nullInputStream(), out, err, Screen.NONE);
  }

  private Surroundings surroundings(Map<String, String> more) {
    var variables = new TreeMap<>(more);
    variables.put("HOLDFAST_REPOSITORY", directory.resolve("repository").toString());
    variables.put("HOLDFAST_PASSWORD", "correct horse");
    return new Surroundings(
        new Environment(variables),
        InstantSource.system(),
        ZoneOffset.UTC,
        new SecureRandom(),
        new ScryptParameters(2, 8, 1));
  }
}
