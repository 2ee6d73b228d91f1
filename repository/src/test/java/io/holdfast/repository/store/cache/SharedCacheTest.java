package io.holdfast.repository.store.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs, some of them killed, use one cache. */
final class SharedCacheTest {
  @TempDir private Path root;

  @Test
  void programs_that_share_a_cache_are_never_given_wrong_bytes() throws Exception {
    List<Process> others = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      others.add(new ProcessBuilder(CacheProgram.command(root, 400, seed)).inheritIO().start());
    }

    CacheProgram.run(root, 400, 3);

    for (Process other : others) {
      assertThat(other.waitFor()).isZero();
    }
    assertThat(wholeCopies()).isNotEmpty();
  }

  @Test
  void a_writer_that_is_killed_leaves_no_copy_that_is_taken_for_whole() throws Exception {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 4; round++) {
      Process writer =
          new ProcessBuilder(CacheProgram.command(root, 1_000_000, round)).inheritIO().start();
      while (wholeCopies().size() < 3 && writer.isAlive()) {
        Thread.onSpinWait();
      }
      writer.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
      writer.destroyForcibly().waitFor();

      for (Path copy : wholeCopies()) {
        assertThat(Sha256.of(Files.readAllBytes(copy)).hex()).isEqualTo(copy.getFileName() + "");
      }
      CacheProgram.run(root, 50, round);
    }
  }

  private List<Path> wholeCopies() throws IOException {
    Path directory = root.resolve(CacheProgram.ID);
    if (!Files.isDirectory(directory.resolve("data"))) {
      return List.of();
    }
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> folders = Files.list(directory.resolve("data"))) {
      for (Path folder : folders.toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> Sha256.isWellFormed(file.getFileName() + "")).forEach(copies::add);
        }
      }
    }
    return copies;
  }
}
