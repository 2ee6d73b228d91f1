package io.holdfast.repository.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup asks of the store, in order. */
final class BackupOrderTest {
  @TempDir private Path source;

  private final Calls store = new Calls();
  private BackupWorkshop workshop;

  @BeforeEach
  void create() throws IOException {
    workshop = new BackupWorkshop(store, ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));
    var content = new byte[40_000_000];
    new Random(1).nextBytes(content);
    Files.write(source.resolve("large"), content);
  }

  @Test
  @Fact("F38")
  void stores_packs_then_the_index_then_the_snapshot() throws Exception {
    store.calls.clear();

    workshop.run(BackupWorkshop.request(source));

    var puts = store.calls.stream().filter(call -> call.startsWith("put ")).toList();
    assertThat(puts.indexOf("put INDEX")).isGreaterThan(puts.lastIndexOf("put PACK"));
    assertThat(puts.lastIndexOf("put INDEX")).isLessThan(puts.indexOf("put SNAPSHOT"));
    assertThat(puts.getLast()).isEqualTo("put SNAPSHOT");
  }

  @Test
  @Fact("F38")
  void lists_snapshots_before_the_index() throws Exception {
    store.calls.clear();

    workshop.run(BackupWorkshop.request(source));

    assertThat(store.calls.indexOf("list SNAPSHOT")).isNotNegative();
    assertThat(store.calls.indexOf("list SNAPSHOT")).isLessThan(store.calls.indexOf("list INDEX"));
  }

  @Test
  @Fact("F21")
  void writes_nothing_while_it_holds_no_lock() throws Exception {
    store.calls.clear();

    workshop.run(BackupWorkshop.request(source));

    assertThat(store.calls.stream().filter(call -> call.startsWith("put ")).toList().getFirst())
        .isEqualTo("put LOCK");
    assertThat(store.unlockedPuts).isEmpty();
  }

  /** Notes every put, list and delete, and each put beside which there was no lock. */
  private static final class Calls extends ForwardingObjectStore {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> unlockedPuts = Collections.synchronizedList(new ArrayList<>());

    Calls() {
      super(new MemoryObjectStore());
    }

    @Override
    public void put(ObjectName name, ObjectContent content) throws IOException {
      calls.add("put " + name.kind());
      if (name.kind() == ObjectKind.PACK && !isLocked()) {
        unlockedPuts.add(name.path());
      }
      store.put(name, content);
    }

    private boolean isLocked() throws IOException {
      var locks = new ArrayList<ObjectName>();
      store.list(ObjectKind.LOCK, (name, _) -> locks.add(name));
      return !locks.isEmpty();
    }

    @Override
    public void list(ObjectKind kind, Listing listing) throws IOException {
      calls.add("list " + kind);
      store.list(kind, listing);
    }

    @Override
    public void delete(ObjectName name) throws IOException {
      calls.add("delete " + name.kind());
      store.delete(name);
    }
  }
}
