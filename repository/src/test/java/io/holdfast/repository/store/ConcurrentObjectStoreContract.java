package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} must do when many use it at once, and what its tests share. */
public abstract class ConcurrentObjectStoreContract {
  final Random random = new Random(20_261_122);
  ObjectStore store;

  /**
   * Opens this test's store; called several times in a test, as several programs would, and always
   * on the same stored objects, of which there are none when a test begins.
   */
  protected abstract ObjectStore open() throws IOException;

  /** Puts bytes under a path in the stored objects, past the store. */
  protected abstract void plant(String path, byte[] bytes) throws Exception;

  /** Whether the store can tell of files that are no objects. */
  protected boolean showsForeignFiles() {
    return true;
  }

  /** Whether of writers that race for the config exactly one is told that it won. */
  protected boolean decidesRaces() {
    return true;
  }

  /** Whether other readers may meet a put that is under way, or was just cut short. */
  protected boolean showsUnfinishedPuts() {
    return false;
  }

  /**
   * Whether a read may fail when another call is interrupted just after its answer has come: the
   * JDK's HTTP client has given its connection to the read by then, and closes it all the same.
   * Whoever uses the store repeats such a read.
   */
  protected boolean losesReadsToInterrupts() {
    return false;
  }

  /** Whether a read ends with a failure when its object is deleted on the way. */
  protected boolean breaksOffReads() {
    return false;
  }

  /** How many objects the test of long listings makes. */
  protected int manyObjects() {
    return 2_500;
  }

  @BeforeEach
  void open_the_store() throws IOException {
    store = open();
    store.create();
  }

  @AfterEach
  void close_the_store() throws IOException {
    store.close();
  }

  @Test
  void serves_many_threads() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int seed = i;
      workers.add(() -> {
        start.await();
        Random mine = new Random(seed);
        for (int round = 0; round < 12; round++) {
          byte[] bytes = new byte[1 + mine.nextInt(50_000)];
          mine.nextBytes(bytes);
          ObjectName name = name(ObjectKind.PACK, bytes);
          taken(name, bytes);
          int from = mine.nextInt(bytes.length);
          byte[] read = store.read(name, from, bytes.length - from);
          assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
          if (round % 3 == 0) {
            store.delete(name);
          }
          if (round % 6 == 0) {
            listed(ObjectKind.PACK);
          }
        }
        return true;
      });
    }

    together(workers, start);

    assertThat(listed(ObjectKind.PACK)).hasSize(8 * 8);
  }

  /** Versitygw puts a call off that meets the removal of the same directory. */
  private void taken(ObjectName name, byte[] bytes) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        store.put(name, ObjectContent.of(bytes));
        return;
      } catch (BusyException later) {
        if (tries == 5) {
          throw later;
        }
        Thread.sleep(Duration.ofMillis(50));
      }
    }
  }

  @Test
  void a_read_beside_a_delete_is_whole_or_finds_nothing() throws Exception {
    for (int round = 0; round < 10; round++) {
      byte[] bytes = bytes(400_000);
      ObjectName name = put(ObjectKind.PACK, bytes);
      CountDownLatch start = new CountDownLatch(1);
      Callable<Boolean> reader =
          () -> {
            start.await();
            try {
              assertThat(store.read(name, 0, bytes.length)).isEqualTo(bytes);
            } catch (NoSuchObjectException e) {
              assertThat(e).hasMessageContaining(name.path());
            } catch (IOException e) {
              assertThat(breaksOffReads()).as("breaks off reads: %s", e).isTrue();
            }
            return true;
          };
      Callable<Boolean> deleter =
          () -> {
            start.await();
            store.delete(name);
            return true;
          };

      together(List.of(reader, deleter, reader), start);

      assertThatThrownBy(() -> store.size(name)).isInstanceOf(NoSuchObjectException.class);
    }
  }

  @Test
  void an_interrupted_put_leaves_nothing_half_stored_and_others_alone() throws Exception {
    ObjectName steady = put(ObjectKind.PACK, bytes(100_000));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reader =
          executor.submit(() -> {
            int reads = 0;
            do {
              try {
                store.read(steady, 1, 99_999);
                reads++;
              } catch (IOException broken) {
                assertThat(losesReadsToInterrupts()).as("loses a read: %s", broken).isTrue();
                assertThat(broken).hasStackTraceContaining("Request cancelled");
              }
            } while (!done.get());
            return reads;
          });
      try {
        for (int round = 0; round < 12; round++) {
          interruptOnePut(round);
        }
      } finally {
        done.set(true);
      }
      assertThat(reader.get()).isPositive();
    }
  }

  private void interruptOnePut(int round) throws Exception {
    byte[] bytes = bytes(2_000_000);
    ObjectName name = name(ObjectKind.PACK, bytes);
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    Runnable put =
        () -> {
          started.countDown();
          try {
            store.put(name, ObjectContent.of(bytes));
          } catch (IOException e) {
            failure.set(e);
          }
        };
    Thread writer = round % 2 == 0 ? Thread.ofVirtual().start(put) : Thread.ofPlatform().start(put);
    started.await();
    long end = System.nanoTime() + random.nextInt(4_000_000);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    writer.interrupt();
    writer.join();

    if (failure.get() != null) {
      assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    }
    Map<ObjectName, Long> seen = listed(ObjectKind.PACK);
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (showsUnfinishedPuts()
        && seen.getOrDefault(name, 2_000_000L) != bytes.length
        && System.nanoTime() < patience) {
      seen = listed(ObjectKind.PACK);
    }
    if (seen.containsKey(name)) {
      assertThat(seen).containsEntry(name, (long) bytes.length);
      assertThat(store.read(name, 0, bytes.length)).isEqualTo(bytes);
    }
  }

  /** Bytes that no other call returned. */
  protected final byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The name of an object of these bytes. */
  protected static ObjectName name(ObjectKind kind, byte[] bytes) {
    return kind == ObjectKind.CONFIG ? ObjectName.CONFIG : ObjectName.of(kind, Sha256.of(bytes));
  }

  /** The store under test. */
  protected final ObjectStore store() {
    return store;
  }

  /** Stores bytes under their name. */
  protected final ObjectName put(ObjectKind kind, byte[] bytes) throws IOException {
    ObjectName name = name(kind, bytes);
    store.put(name, ObjectContent.of(bytes));
    return name;
  }

  /** The objects that the store lists, and their sizes. */
  protected final Map<ObjectName, Long> listed(ObjectKind kind) throws IOException {
    Map<ObjectName, Long> objects = new TreeMap<>();
    list(kind, objects, new TreeMap<>());
    return objects;
  }

  protected final void list(
      ObjectKind kind, Map<ObjectName, Long> objects, Map<String, Long> foreign)
      throws IOException {
    store.list(
        kind,
        new ObjectStore.Listing() {
          @Override
          public void object(ObjectName name, long size) {
            assertThat(objects.put(name, size)).as("listed once: %s", name).isNull();
          }

          @Override
          public void foreign(String path, long size) {
            foreign.put(path, size);
          }
        });
  }

  protected static <T> List<T> together(List<Callable<T>> calls, CountDownLatch start)
      throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) {
        futures.add(executor.submit(call));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
