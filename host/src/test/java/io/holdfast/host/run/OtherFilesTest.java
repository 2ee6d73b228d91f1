package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a database that must not stay beside those of then. */
final class OtherFilesTest {
  private static final List<String> SQLITE = List.of("/db/app.db-wal", "/db/app.db-shm");

  @TempDir Path volume;

  private boolean removes(OtherFiles others, String path) throws IOException {
    return others.in(volume).matches(path.getBytes(UTF_8));
  }

  @Test
  void of_a_file_database_its_logs_are_and_what_lies_beside_is_not() throws Exception {
    var others = OtherFiles.of(SQLITE, Selection.ALL, List.of());

    assertThat(removes(others, "/db/app.db-wal")).isTrue();
    assertThat(removes(others, "/db/other.db-wal")).isFalse();
    assertThat(removes(others, "/uploads/new.jpg")).isFalse();
  }

  @Test
  void a_log_goes_with_its_database_alone() throws Exception {
    var database = new Selection.Including(List.of(PatternList.of("/db/app.db")));
    var picture = new Selection.Including(List.of(PatternList.of("/uploads/a.jpg")));

    assertThat(OtherFiles.of(SQLITE, database, List.of())).isNotEqualTo(OtherFiles.NONE);
    assertThat(OtherFiles.of(SQLITE, picture, List.of())).isEqualTo(OtherFiles.NONE);
  }

  @Test
  void of_a_server_it_is_its_data_directory_but_for_what_is_left_out() throws Exception {
    Files.createDirectories(volume.resolve("deep/data/base/1"));
    Files.createFile(volume.resolve("deep/data/base/1/PG_VERSION"));
    Files.createFile(volume.resolve("deep/data/PG_VERSION"));
    Files.createDirectories(volume.resolve("uploads"));
    var others = OtherFiles.of(List.of("*"), Selection.ALL, List.of("*.keep"));

    assertThat(removes(others, "/deep/data/pg_wal/0009")).isTrue();
    assertThat(removes(others, "/deep/data/base/a.keep")).isFalse();
    assertThat(removes(others, "/uploads/new.jpg")).isFalse();
    Files.createFile(volume.resolve("PG_VERSION"));
    assertThat(removes(others, "/pg_wal/0009")).isTrue();
    assertThat(removes(others, "/base/a.keep")).isFalse();
  }
}
