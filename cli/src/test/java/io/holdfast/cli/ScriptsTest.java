package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.peer.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every script runs as it is written, each in a process and a directory of its own. */
final class ScriptsTest {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @TempDir Path directory;

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> scripts_run_as_they_are_written() throws IOException {
    return Script.all().stream()
        .map(script ->
            DynamicTest.dynamicTest(
                script.file().getFileName().toString(), () -> run(script.file())));
  }

  private void run(Path script) throws IOException {
    var place = Files.createDirectory(directory.resolve(script.getFileName()));
    var program =
        Program.of(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + Path.of("../tools/jvm.options").toAbsolutePath().normalize(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScriptRunner.class.getName(),
                    script.toAbsolutePath().toString()))
            .in(place);

    var finished = program.run(LONGEST);

    assertThat(finished.exit()).as(finished.output() + finished.errors()).isZero();
  }
}
