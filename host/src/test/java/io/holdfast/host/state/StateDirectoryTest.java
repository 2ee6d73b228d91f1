package io.holdfast.host.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.location.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class StateDirectoryTest {
  @TempDir Path directory;

  @Test
  void is_made_for_its_owner_only() throws IOException {
    var path = directory.resolve("a/b");

    try (var state = StateDirectory.open(path)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
      assertThat(state.token()).hasParentRaw(path);
    }
  }

  @Test
  void belongs_to_one_at_a_time_who_is_named() throws IOException {
    try (var state = StateDirectory.open(directory)) {
      assertThatThrownBy(() -> StateDirectory.open(directory))
          .isInstanceOf(StateInUseException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("--state");
      assertThat(state.tokens()).doesNotExist();
    }
  }

  @Test
  void can_be_taken_again_after_it_was_given_up() throws IOException {
    try (var first = StateDirectory.open(directory)) {
      first.announce(new Address("http://127.0.0.1:1", 1, Instant.EPOCH));
      assertThat(directory.resolve("server.json")).exists();
    }

    assertThat(directory.resolve("server.json")).doesNotExist();
    try (var second = StateDirectory.open(directory)) {
      assertThat(second.token()).hasParentRaw(directory);
    }
  }

  @Test
  void is_refused_when_others_may_write_into_it() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> StateDirectory.open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others may write into the state directory")
        .hasMessageContaining("chmod 700");
  }

  @Test
  void forgets_the_address_of_a_server_that_was_killed() throws IOException {
    Files.writeString(directory.resolve("server.json"), "{}");

    try (var _ = StateDirectory.open(directory)) {
      assertThat(directory.resolve("server.json")).doesNotExist();
    }
  }

  @Test
  void signs_by_one_key_for_ever() throws IOException {
    try (var state = StateDirectory.open(directory)) {
      var first = state.writerKey();

      assertThat(state.writerKey().id()).isEqualTo(first.id());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("writer.key"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void refuses_a_key_that_was_cut() throws IOException {
    try (var state = StateDirectory.open(directory)) {
      var _ = state.writerKey();
      var file = directory.resolve("writer.key");
      Files.writeString(file, Files.readString(file).lines().findFirst().orElseThrow());

      assertThatThrownBy(state::writerKey)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no key")
          .hasMessageContaining("remove it");
    }
  }

  @Test
  void is_where_the_variables_say() {
    assertThat(place(Map.of("HOLDFAST_STATE", "there", "XDG_STATE_HOME", "/x", "HOME", "/h")))
        .contains(Path.of("there"));
    assertThat(place(Map.of("XDG_STATE_HOME", "/x", "HOME", "/h")))
        .contains(Path.of("/x/holdfast"));
    assertThat(place(Map.of("XDG_STATE_HOME", "x", "HOME", "/h")))
        .contains(Path.of("/h/.local/state/holdfast"));
    assertThat(place(Map.of())).isEmpty();
  }

  private static Optional<Path> place(Map<String, String> variables) {
    return StateDirectory.place(new Environment(variables));
  }
}
