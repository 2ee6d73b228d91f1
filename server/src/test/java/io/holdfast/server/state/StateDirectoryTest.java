package io.holdfast.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class StateDirectoryTest {
  @TempDir Path directory;

  @Test
  void is_made_for_its_owner_only() throws IOException {
    var path = directory.resolve("a/b");

    try (var state = StateDirectory.claim(path)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
      assertThat(state.token()).hasParentRaw(path);
    }
  }

  @Test
  void belongs_to_one_at_a_time_who_is_named() throws IOException {
    try (var state = StateDirectory.claim(directory)) {
      assertThatThrownBy(() -> StateDirectory.claim(directory))
          .isInstanceOf(StateTakenException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("--state");
      assertThat(state.tokens()).doesNotExist();
    }
  }

  @Test
  void can_be_taken_again_after_it_was_given_up() throws IOException {
    try (var first = StateDirectory.claim(directory)) {
      first.announce(new Address("http://127.0.0.1:1", 1, Instant.EPOCH));
      assertThat(directory.resolve("server.json")).exists();
    }

    assertThat(directory.resolve("server.json")).doesNotExist();
    try (var second = StateDirectory.claim(directory)) {
      assertThat(second.token()).hasParentRaw(directory);
    }
  }

  @Test
  void is_refused_when_others_may_write_into_it() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> StateDirectory.claim(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others may write into the state directory")
        .hasMessageContaining("chmod 700");
  }
}
