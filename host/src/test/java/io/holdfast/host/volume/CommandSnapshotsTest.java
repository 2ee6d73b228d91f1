package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol of snapshot commands, against commands that keep it badly. */
final class CommandSnapshotsTest {
  private static final SnapshotName NAME = new SnapshotName("run-1", 0);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path home;
  private Path volume;
  private Path copy;
  private Path deleted;

  @BeforeEach
  void directories() throws IOException {
    volume = Files.createDirectory(home.resolve("volume"));
    copy = Files.createDirectory(home.resolve("copy"));
    deleted = home.resolve("deleted");
  }

  @Test
  void the_copies_are_those_that_it_names() throws IOException {
    var snapshot = snapshots("echo path %s".formatted(copy)).take(NAME, List.of(volume), LIMIT);

    assertThat(snapshot.copies()).containsEntry(volume, copy);
    assertThat(snapshot.to()).isAfterOrEqualTo(snapshot.from());
    assertThat(deleted).doesNotExist();
  }

  @Test
  void a_moment_that_it_names_is_taken() throws IOException {
    var snapshot =
        snapshots("date -u +'moment %%Y-%%m-%%dT%%H:%%M:%%SZ'; echo path %s".formatted(copy))
            .take(NAME, List.of(volume), LIMIT);

    assertThat(snapshot.from()).isEqualTo(snapshot.to());
  }

  @Test
  void a_moment_before_it_was_asked_is_refused() {
    assertFails(
        "echo moment 2001-01-01T00:00:00Z; echo path %s".formatted(copy), "but it ran from");
  }

  @Test
  void one_that_names_the_live_directory_is_refused() {
    assertFails("echo path %s".formatted(volume), "itself as its frozen copy");
  }

  @Test
  void one_that_names_no_directory_is_refused() {
    assertFails("echo path /no/such", "expected an absolute directory");
  }

  @Test
  void one_that_names_too_few_is_refused() {
    assertFails("true", "named 0 paths for 1 directories");
  }

  @Test
  void one_that_prints_something_else_is_refused() {
    assertFails("echo done", "printed 'done'");
  }

  @Test
  void one_that_fails_is_quoted_and_cleaned_up() {
    assertFails("echo no space left in the group >&2; exit 5", "no space left in the group");
  }

  @Test
  void one_that_hangs_is_ended_and_cleaned_up() throws IOException {
    var snapshots = snapshots("sleep 600");

    assertThatThrownBy(() -> snapshots.take(NAME, List.of(volume), Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was not done within");

    assertThat(deleted).hasContent(NAME.toString());
  }

  @Test
  void names_of_others_are_not_leftovers() throws IOException {
    var list = "printf '%s\\n' nightly-1 holdfast-run-9-2 holdfast-x";
    var snapshots = new CommandSnapshots(Command.of("sh", "-c", list), InstantSource.system());

    assertThat(snapshots.leftovers(LIMIT)).containsExactly(new SnapshotName("run-9", 2));
  }

  private void assertFails(String create, String reason) {
    assertThatThrownBy(() -> snapshots(create).take(NAME, List.of(volume), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
    assertThat(deleted).hasContent(NAME.toString());
  }

  private CommandSnapshots snapshots(String create) throws IOException {
    var script = home.resolve("command");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case $1 in
          create) %s ;;
          delete) echo "$2" > %s ;;
        esac
        """
            .formatted(create, deleted));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new CommandSnapshots(Command.of(script.toString()), InstantSource.system());
  }
}
