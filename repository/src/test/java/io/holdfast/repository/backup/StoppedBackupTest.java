package io.holdfast.repository.backup;

import static io.holdfast.repository.backup.BackupWorkshop.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StoppedBackupTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final BackupWorkshop workshop;

  StoppedBackupTest() throws IOException {
    workshop = new BackupWorkshop(store, ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));
  }

  @Test
  void a_file_of_the_kernel_without_end_is_read_until_an_interrupt_and_the_lock_goes()
      throws Exception {
    Path endless = Path.of("/proc/self/pagemap");
    assumeTrue(Files.isReadable(endless), endless + " cannot be read here");
    Thread test = Thread.currentThread();
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (!isRunning("readOn")) {
                Thread.onSpinWait();
              }
              test.interrupt();
            });

    assertThatThrownBy(() -> workshop.run(request(endless)))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    interrupter.join();
    assertThat(isRunning("readOn")).isFalse();
    store.list(
        ObjectKind.LOCK,
        (name, _) -> {
          throw new AssertionError(name + " was left");
        });
  }

  private static boolean isRunning(String method) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }
}
