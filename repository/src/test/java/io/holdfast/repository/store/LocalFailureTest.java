package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFailureTest {
  private static final Path ROOT = Path.of("/backup");

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void takes_a_lack_of_room_as_final_also_where_bytes_are_free(String reason) {
    IOException ofName = new FileSystemException("/backup/data/00", null, reason);
    IOException ofBytes = new IOException(reason);

    assertThat(LocalFailure.of("store /backup/data/00/aa", ROOT, ofName))
        .isInstanceOf(RefusedException.class)
        .hasCause(ofName)
        .hasMessage("cannot store /backup/data/00/aa: %s; free some space and try again", reason);
    assertThat(LocalFailure.of("store /backup/data/00/aa", ROOT, ofBytes))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void lets_other_failures_be_tried_again() {
    IOException passing = new FileSystemException("/backup/data/00", null, "Input/output error");

    assertThat(LocalFailure.of("store /backup/data/00/aa", ROOT, passing))
        .isNotInstanceOf(RefusedException.class)
        .hasMessage("cannot store /backup/data/00/aa: Input/output error (/backup/data/00)");
  }

  @Test
  void tells_bytes_that_the_disk_lost_from_other_trouble() {
    assertThat(LocalFailure.isLoss(new IOException("Input/output error"))).isTrue();
    assertThat(
            LocalFailure.isLoss(
                new FileSystemException("/backup/data/00", null, "Structure needs cleaning")))
        .isTrue();
    assertThat(LocalFailure.isLoss(new IOException("Stale file handle"))).isFalse();
  }
}
