package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixExceptionTest {
  @TempDir Path folder;

  @Test
  void says_what_was_attempted_on_which_path_and_why() throws Exception {
    try (Directory directory = Names.open(folder)) {
      assertThatThrownBy(() -> directory.openRead(name("a\nb\u00ff")))
          .isInstanceOf(PosixException.class)
          .hasMessage(
              "cannot open \"" + folder + "/a\\nb\\xff\": no such file or directory (ENOENT)");
    }
  }

  @Test
  void shows_the_number_of_an_error_it_has_no_name_for() {
    PosixException failure = new PosixException("open", "/a", 113);

    assertThat(failure.errno()).isEqualTo(Errno.OTHER);
    assertThat(failure).hasMessage("cannot open \"/a\": failed (error 113)");
  }

  @Test
  void permission_denied_is_told_apart() throws Throwable {
    try (Directory directory = Names.open(folder)) {
      directory.createFile(name("secret"), 0).close();
      directory.attributes().changeMode(0755);

      try (Privilege _ = Privilege.dropped()) {
        assertThatThrownBy(() -> directory.openRead(name("secret")))
            .hasMessage("cannot open \"" + folder + "/secret\": permission denied (EACCES)")
            .extracting(e -> ((PosixException) e).errno())
            .isEqualTo(Errno.EACCES);
        assertThat(directory.status(name("secret")).isFile()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "../x", "a\0b"})
  void bytes_that_are_no_name_reach_no_system_call(String bytes) throws Exception {
    byte[] hostile = name(bytes);
    try (Directory directory = Names.open(folder)) {
      assertThatThrownBy(() -> directory.createFile(hostile, 0600))
          .hasMessageEndingWith("not valid here (EINVAL)");
      assertThatThrownBy(() -> directory.openChild(hostile)).hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> directory.status(hostile)).hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> directory.attributes(hostile)).hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> directory.createSymlink(hostile, name("x")))
          .hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> directory.rename(name("x"), directory, hostile))
          .hasMessageContaining("EINVAL");
      assertThatThrownBy(() -> directory.link(hostile, directory, name("x")))
          .hasMessageContaining("EINVAL");
    }
  }

  @Test
  void a_name_of_any_length_is_refused_by_its_length() throws Exception {
    try (Directory directory = Names.open(folder)) {
      for (int length : new int[] {256, 4000, 4001, 100_000}) {
        assertThatThrownBy(() -> directory.createFile(name("x".repeat(length)), 0600))
            .extracting(e -> ((PosixException) e).errno())
            .isEqualTo(Errno.ENAMETOOLONG);
      }
    }
  }
}
