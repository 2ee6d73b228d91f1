package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LocalObjectStoreTest extends ObjectStoreContract {
  @TempDir(factory = FastFolders.class)
  private Path folder;

  @Override
  protected ObjectStore open() {
    return new LocalObjectStore(root());
  }

  @Override
  protected void plant(String path, byte[] bytes) throws IOException {
    Path file = root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Path root() {
    return folder.resolve("a/repository");
  }

  @Test
  @Fact("F40")
  void f40_lies_in_restics_folders() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));
    put(ObjectKind.CONFIG, bytes(10));

    try (Stream<Path> entries = Files.list(root())) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("config", "data", "index", "keys", "locks", "snapshots");
    }
    try (Stream<Path> entries = Files.list(root().resolve("data"))) {
      assertThat(entries)
          .hasSize(256)
          .contains(root().resolve("data/00"), root().resolve("data/ff"));
    }
    Path expected =
        root().resolve("data").resolve(pack.name().substring(0, 2)).resolve(pack.name());
    assertThat(expected).hasSize(10);
  }

  @Test
  void an_interrupted_read_is_no_trouble_of_the_store() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));

    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store().read(pack, 0, 10))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageContainingAll("cannot read", pack.name(), "the work was cancelled");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @Fact("F40")
  void f40_files_are_read_only_and_folders_private() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));
    put(ObjectKind.CONFIG, bytes(10));

    assertThat(mode(root().resolve(pack.path()))).isEqualTo("r--------");
    assertThat(mode(root().resolve("config"))).isEqualTo("r--------");
    assertThat(mode(root().resolve("data"))).isEqualTo("rwx------");
    assertThat(mode(root().resolve("data/7f"))).isEqualTo("rwx------");
    assertThat(mode(root())).isEqualTo("rwx------");
  }

  @Test
  void a_repository_that_a_group_shares_stays_shared() throws IOException {
    put(ObjectKind.CONFIG, bytes(10));
    Files.setPosixFilePermissions(
        root().resolve("config"), PosixFilePermissions.fromString("r--r-----"));
    Files.delete(root().resolve("index"));

    ObjectName index = put(ObjectKind.INDEX, bytes(10));

    assertThat(mode(root().resolve(index.path()))).isEqualTo("r--r-----");
    assertThat(mode(root().resolve("index"))).isEqualTo("rwxrwx---");
  }

  @Test
  void leaves_no_temporary_files() throws IOException {
    put(ObjectKind.CONFIG, bytes(10));
    put(ObjectKind.PACK, bytes(10));
    assertThatThrownBy(() -> put(ObjectKind.CONFIG, bytes(10)))
        .isInstanceOf(AlreadyExistsException.class);
    store().clock();

    try (Stream<Path> files = Files.walk(root())) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void sweeps_old_temporary_files_only() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));
    String half = pack.path() + "-tmp-1234";
    String clock = "locks/clock-tmp-99";
    String config = "config-tmp-7";
    String fresh = pack.path() + "-tmp-5678";
    String foreign = "index/notes-tmp-1";
    Instant now = store().clock();
    for (String path : List.of(half, clock, config, foreign)) {
      plant(path, bytes(5));
      Files.setLastModifiedTime(root().resolve(path), FileTime.from(now.minusSeconds(90_000)));
    }
    plant(fresh, bytes(5));

    int swept = store().sweep(now.minusSeconds(86_400));

    assertThat(swept).isEqualTo(3);
    for (String path : List.of(half, clock, config)) {
      assertThat(root().resolve(path)).doesNotExist();
    }
    for (String path : List.of(fresh, foreign, pack.path())) {
      assertThat(root().resolve(path)).exists();
    }
  }

  @Test
  void reports_files_beside_the_config() throws Exception {
    put(ObjectKind.CONFIG, bytes(10));
    plant("readme", bytes(4));
    List<String> foreign = new ArrayList<>();

    store()
        .list(
            ObjectKind.CONFIG,
            new ObjectStore.Listing() {
              @Override
              public void object(ObjectName name, long size) {}

              @Override
              public void foreign(String path, long size) {
                foreign.add(path);
              }
            });

    assertThat(foreign).containsExactly("readme");
  }

  @Test
  void makes_a_folder_that_somebody_removed() throws IOException {
    Files.delete(root().resolve("snapshots"));
    assertThat(listed(ObjectKind.SNAPSHOT)).isEmpty();

    ObjectName snapshot = put(ObjectKind.SNAPSHOT, bytes(10));

    assertThat(store().size(snapshot)).isEqualTo(10);
  }

  @Test
  void tells_the_time_where_the_folder_of_locks_was_lost_in_a_copy() throws IOException {
    Files.delete(root().resolve("locks"));

    assertThat(store().clock()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void says_that_the_folder_of_the_repository_is_gone() {
    ObjectStore elsewhere = new LocalObjectStore(folder.resolve("unmounted"));

    assertThatThrownBy(() -> elsewhere.put(ObjectName.CONFIG, ObjectContent.of(bytes(10))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unmounted is not there")
        .hasMessageContaining("mounted");
    assertThat(folder.resolve("unmounted")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"KEY", "SNAPSHOT", "INDEX", "PACK"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void what_is_no_file_is_neither_absent_nor_an_object(ObjectKind kind) throws Exception {
    ObjectName name = put(kind, bytes(100));
    Path file = root().resolve(name.path());
    List<String> things = List.of("mkfifo ", "mkdir ", "ln -s nowhere ", "ln -s " + file + " ");

    for (String thing : things) {
      Files.delete(file);
      assertThat(new ProcessBuilder("sh", "-c", thing + file).inheritIO().start().waitFor())
          .isZero();

      assertThatThrownBy(() -> open().size(name)).isNotInstanceOf(NoSuchObjectException.class);
      assertThatThrownBy(() -> open().read(name, 0, 100))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchObjectException.class);
      if (kind != ObjectKind.PACK) {
        assertThatThrownBy(() -> open().list(kind, (_, _) -> {}))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void a_file_system_that_is_read_only_is_not_asked_again() {
    IOException readOnly = new FileSystemException("file", null, "Read-only file system");

    assertThat(LocalFailure.of("store file", root(), readOnly))
        .isInstanceOf(RefusedException.class)
        .hasMessage("cannot store file: the file system is read-only");
  }

  @Test
  void a_config_is_missing_where_there_is_no_repository() {
    ObjectStore elsewhere = new LocalObjectStore(folder.resolve("nothing"));

    assertThatThrownBy(() -> elsewhere.size(ObjectName.CONFIG))
        .isInstanceOf(NoSuchObjectException.class);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /**
   * Folders in memory where there are any: flushing 256 folders per test to a disk takes minutes.
   */
  static final class FastFolders implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "holdfast-")
          : Files.createTempDirectory("holdfast-");
    }
  }
}
