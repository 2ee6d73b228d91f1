package io.holdfast.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryUsersTest {
  @TempDir Path temporary;

  private Path directory;

  @BeforeEach
  void prepare() throws IOException {
    directory = Files.createDirectory(temporary.toRealPath().resolve("volume"));
    Files.writeString(directory.resolve("data"), "data");
  }

  /** Runs a shell's script that says "ready" and waits, and tells who uses the directory then. */
  private List<String> usersWhile(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).directory(temporary.toFile()).start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
      return DirectoryUsers.of(directory, false);
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }
  }

  @Test
  void a_process_with_an_open_file_is_named() throws Exception {
    assertThat(usersWhile("sh", "-c", "exec 5<volume/data; echo ready; read end"))
        .singleElement()
        .asString()
        .matches("sh \\([0-9]+\\)");
  }

  @Test
  void a_server_that_works_there_and_has_nothing_open_now_is_named() throws Exception {
    assertThat(usersWhile("sh", "-c", "cd volume; echo ready; read end")).hasSize(1);
  }

  @Test
  void the_shell_of_a_person_or_a_file_beside_it_is_not() throws Exception {
    Files.writeString(temporary.resolve("volume-too"), "beside");

    assertThat(usersWhile("script", "-qec", "cd volume; echo ready; read end", "/dev/null"))
        .as("one with a terminal")
        .isEmpty();
    assertThat(usersWhile("sh", "-c", "exec 5<volume-too; echo ready; read end")).isEmpty();
    assertThat(DirectoryUsers.of(directory, false)).isEmpty();
  }

  @Test
  void in_another_mount_namespace_it_is_told_by_the_directory_and_not_by_its_path()
      throws Exception {
    Files.createDirectories(temporary.resolve("other"));
    Files.writeString(temporary.resolve("other/data"), "other");
    Files.createDirectories(temporary.resolve("inside"));

    assertThat(
            usersWhile(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind volume inside && exec 5<inside/data; echo ready; read end"))
        .as("by another path")
        .hasSize(1);
    assertThat(
            usersWhile(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind other volume && cd / && exec 5<%s/data; echo ready; read end"
                    .formatted(directory)))
        .as("another directory by this path")
        .isEmpty();
  }
}
