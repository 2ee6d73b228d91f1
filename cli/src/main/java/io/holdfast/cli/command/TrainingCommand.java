package io.holdfast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs what people run most, in one process, for the launcher's cache of classes and profiles.
 *
 * <p>The launcher starts it once after each build (JEP 514, JEP 515); what it prints is thrown
 * away, and any failure means that there is no cache.
 */
@Command(name = "train", hidden = true, description = "Warms the launcher's cache.")
final class TrainingCommand implements Callable<ExitCode> {
  /** Enough for the compiler to see what is hot, little enough for a build. */
  private static final int FILES = 400;

  private static final int LARGE = 48 << 20;

  private final Function<List<String>, ExitCode> program;

  @Parameters(paramLabel = "DIRECTORY", description = "An empty directory to work in.")
  private Path directory;

  TrainingCommand(Function<List<String>, ExitCode> program) {
    this.program = program;
  }

  @Override
  public ExitCode call() throws IOException {
    try (var content = Files.newDirectoryStream(directory)) {
      if (content.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
    }
    var source = Files.createDirectory(directory.resolve("source"));
    fill(source);
    var files = source.toString();
    var target = directory.resolve("target").toString();
    for (var line :
        List.of(
            List.of("version"),
            List.of("help"),
            List.of("help", "backup"),
            List.of("init"),
            List.of("backup", files),
            List.of("backup", files),
            List.of("backup", files, "--force", "--json"),
            List.of("snapshots"),
            List.of("snapshots", "--json"),
            List.of("ls", "latest", "-l"),
            List.of("find", "file-1*"),
            List.of("stats", "--mode", "raw-data"),
            List.of("restore", "latest", "--target", target),
            List.of("check", "--read-data"),
            List.of("forget", "--keep-last", "1"),
            List.of("prune"))) {
      var outcome = program.apply(withRepository(line));
      if (outcome != ExitCode.DONE) {
        return outcome;
      }
    }
    return ExitCode.DONE;
  }

  private List<String> withRepository(List<String> line) {
    if (line.getFirst().equals("version") || line.getFirst().equals("help")) {
      return line;
    }
    var full = new ArrayList<>(line);
    full.addAll(
        List.of("-r", directory.resolve("repository").toString(), "--insecure-no-password"));
    return full;
  }

  /** Many small files of text, and a large one of which one part can be compressed. */
  private static void fill(Path source) throws IOException {
    var random = new Random(42);
    for (int i = 0; i < FILES; i++) {
      var folder = Files.createDirectories(source.resolve("folder-" + i % 20));
      var text = new StringBuilder();
      for (int line = 0; line < 100; line++) {
        text.append("INSERT INTO orders VALUES (%d, %d, 'open');%n".formatted(i, random.nextInt()));
      }
      Files.writeString(folder.resolve("file-" + i), text, UTF_8);
    }
    var bytes = new byte[LARGE];
    random.nextBytes(bytes);
    for (int i = LARGE / 2; i < LARGE; i++) {
      bytes[i] = (byte) ('a' + (bytes[i] & 7));
    }
    Files.write(source.resolve("large"), bytes);
  }
}
