package io.holdfast.repository.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostTest {
  @Test
  void knows_its_name_user_and_folder() throws Exception {
    assertThat(Host.name())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    assertThat(Host.workingDirectory()).isEqualTo(BytePath.of(System.getProperty("user.dir")));
    assertThat(Host.userId())
        .isEqualTo(((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue());
    assertThat(Host.groupId())
        .isEqualTo(((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid")).longValue());
    assertThat(Host.processId()).isEqualTo(ProcessHandle.current().pid());
  }

  @Fact("F34")
  // A lock is stale when its process cannot be signalled.
  @Test
  void tells_running_processes_from_dead_ones() throws Exception {
    Process child = new ProcessBuilder("/bin/true").start();
    child.waitFor();

    assertThat(Host.isAlive(Host.processId())).isTrue();
    assertThat(Host.isAlive(1)).isTrue();
    assertThat(Host.isAlive(child.pid())).isFalse();
    assertThat(Host.isAlive(0)).isFalse();
    assertThat(Host.isAlive(-1)).isFalse();
    assertThat(Host.isAlive(1L << 32 | 1)).isFalse();
  }
}
