package io.holdfast.repository.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.store.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of 1 MiB in memory, which root may mount. */
final class FullTargetTest {
  @TempDir private Path disk;

  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    assumeTrue(mounted, "nothing can be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", disk.toString());
    }
  }

  @Test
  void a_restore_that_meets_a_full_disk_leaves_no_draft() throws IOException {
    try (SnapshotFixture.Batch snapshot = new SnapshotFixture(new MemoryObjectStore()).batch()) {
      BlobId tree =
          snapshot.tree(
              snapshot.file("large", noise(1), noise(2), noise(3)),
              snapshot.file("whole", noise(4)));

      assertThatThrownBy(() -> restore(snapshot, tree)).hasMessageContaining("ENOSPC");
    }

    assertThat(disk.toFile().list())
        .allSatisfy(name -> assertThat(name).doesNotStartWith(".holdfast-restore-"));
  }

  private void restore(SnapshotFixture.Batch snapshot, BlobId tree) throws IOException {
    RestoreRequest request =
        new RestoreRequest(
            tree, BytePath.of(disk.toString()), Selection.ALL, RestoreRequest.Options.DEFAULT);
    new Restore(snapshot.reopen(), request).run(new RestoreCounts(), RestoreListener.SILENT);
  }

  private static byte[] noise(int seed) {
    return SnapshotFixture.noise(seed, 600_000);
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
