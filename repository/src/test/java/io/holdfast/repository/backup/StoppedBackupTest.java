package io.holdfast.repository.backup;

import static io.holdfast.repository.backup.BackupWorkshop.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void what_is_stored_is_indexed_also_by_whoever_waits_for_the_last_packs(@TempDir Path folder)
      throws Exception {
    Path file = Files.write(folder.resolve("file"), SnapshotFixture.noise(1, 300_000));
    Thread test = Thread.currentThread();
    AtomicInteger packs = new AtomicInteger();
    ObjectStore slow =
        new ForwardingObjectStore(store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            if (name.kind() == ObjectKind.PACK && packs.getAndIncrement() > 0) {
              test.interrupt();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException givenUp) {
                throw Interruption.of(givenUp);
              }
            }
            super.put(name, content);
          }
        };

    assertThatThrownBy(() -> workshop.on(slow).run(request(file)))
        .isInstanceOf(InterruptedIOException.class)
        .isNotInstanceOf(UnindexedPacksException.class);

    assertThat(Thread.interrupted()).isTrue();
    List<ObjectName> index = new ArrayList<>();
    store.list(ObjectKind.INDEX, (name, _) -> index.add(name));
    assertThat(index).hasSize(1);
  }

  private static boolean isRunning(String method) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }
}
