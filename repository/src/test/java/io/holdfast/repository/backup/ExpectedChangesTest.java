package io.holdfast.repository.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.store.MemoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change or go while they are read, where something else makes them whole. */
final class ExpectedChangesTest {
  @TempDir private Path source;

  private BackupWorkshop workshop;

  @BeforeEach
  void open() throws Exception {
    workshop =
        new BackupWorkshop(
            new MemoryObjectStore(), ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));
  }

  @Test
  void a_file_that_grows_is_captured() throws Exception {
    Path growing = Files.write(source.resolve("growing"), new byte[60_000_000]);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  Files.write(growing, new byte[1_000], StandardOpenOption.APPEND);
                } catch (IOException interrupted) {
                  return;
                }
              }
            });

    BackupReport report =
        workshop.run(request(BackupRequest.Changes.EXPECTED, Selection.EVERYTHING));
    writer.interrupt();
    writer.join();

    assertThat(report.completeness().failed().entries()).isEmpty();
  }

  @Test
  void a_file_that_is_removed_meanwhile_is_left_out_with_the_reason() throws Exception {
    Path dropped = Files.writeString(source.resolve("dropped"), "a table");

    BackupReport report = workshop.run(request(BackupRequest.Changes.EXPECTED, removing(dropped)));

    assertThat(report.completeness().failed().entries()).isEmpty();
    assertThat(report.completeness().excluded().entries())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.reason()).isEqualTo("it was removed while the copy went on"));
  }

  @Test
  void elsewhere_the_same_file_has_failed() throws Exception {
    Path dropped = Files.writeString(source.resolve("dropped"), "a letter");

    BackupReport report = workshop.run(request(BackupRequest.Changes.FAIL, removing(dropped)));

    assertThat(report.completeness().failed().entries()).hasSize(1);
  }

  /** Removes a file once the walk has seen it, and before anybody reads it. */
  private static Selection removing(Path file) {
    return new Selection() {
      @Override
      public Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
        return Optional.empty();
      }

      @Override
      public Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory) {
        return Optional.empty();
      }
    };
  }

  private BackupRequest request(BackupRequest.Changes changes, Selection selection) {
    BackupRequest usual = BackupWorkshop.request(source);
    BackupRequest.Settings settings = usual.settings();
    return new BackupRequest(
        usual.source(),
        selection,
        usual.labels(),
        usual.comparison(),
        new BackupRequest.Settings(
            settings.writing(),
            settings.level(),
            settings.readers(),
            settings.accessTimes(),
            settings.skipUnchanged(),
            changes));
  }
}
