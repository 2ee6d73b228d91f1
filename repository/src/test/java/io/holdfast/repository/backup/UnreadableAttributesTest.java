package io.holdfast.repository.backup;

import static io.holdfast.repository.backup.BackupWorkshop.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.store.MemoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnreadableAttributesTest {
  @TempDir private Path source;

  @ParameterizedTest
  @ValueSource(ints = {10, Lane.SMALL + 1})
  void a_file_whose_extended_attributes_cannot_be_read_is_kept_without_them_and_named(int size)
      throws Exception {
    Path file = Files.write(source.resolve("file"), new byte[size]);
    giveAttributeWhoseNameIsNoText(file);
    BackupWorkshop workshop =
        new BackupWorkshop(
            new MemoryObjectStore(), ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));

    BackupReport report = workshop.run(request(source));

    assertThat(report.completeness().failed().entries())
        .extracting(Completeness.Entry::path)
        .containsExactly(file.toString());
    assertThat(workshop.bytes(report, file)).hasSize(size);
  }

  private static void giveAttributeWhoseNameIsNoText(Path file) throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "python3, which sets such names, is missing");
    int exit =
        new ProcessBuilder(
                python.toString(),
                "-c",
                "import os,sys; os.setxattr(sys.argv[1], b'user.\\xfe', b'')",
                file.toString())
            .start()
            .waitFor();
    assumeTrue(exit == 0, "the file system has no extended attributes");
  }
}
