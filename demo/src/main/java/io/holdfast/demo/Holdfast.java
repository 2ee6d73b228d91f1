package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code holdfast}, run as a person would run it; each line appears on the screen. */
final class Holdfast {
  private static final String PASSWORD = "demo";

  private final Path command;
  private final Screen screen;

  Holdfast(Path command, Screen screen) {
    this.command = command;
    this.screen = screen;
  }

  /** How a run ended: its exit code and everything it printed. */
  record Ended(int code, String output) {
    /** The last lines, for the reader of a claim that failed. */
    String tail() {
      var lines = output.lines().toList();
      return "exit %d; %s"
          .formatted(
              code, String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size())));
    }
  }

  /** Runs one line in {@code directory} against {@code repository}, to its end. */
  Ended run(Path repository, Path directory, String... arguments)
      throws IOException, InterruptedException {
    return run(List.of(command.toString()), "holdfast", repository, directory, arguments);
  }

  /** The same line by another program that understands it, such as restic. */
  Ended runPeer(Path program, Path repository, Path directory, String... arguments)
      throws IOException, InterruptedException {
    return run(
        List.of(program.toString()),
        String.valueOf(program.getFileName()),
        repository,
        directory,
        arguments);
  }

  /** Claims that a run ended well, which all that follows needs. */
  void must(String what, Ended ended) throws IOException {
    screen.claim(what, ended.code() == 0, ended.code() == 0 ? "" : ended.tail());
    if (ended.code() != 0) {
      throw new IOException("what follows needs this step");
    }
  }

  private Ended run(
      List<String> program, String name, Path repository, Path directory, String... arguments)
      throws IOException, InterruptedException {
    screen.command(name + " " + String.join(" ", arguments));
    var line = new ArrayList<>(program);
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().keySet().removeIf(Holdfast::isSomebodysOwn);
    builder.environment().putAll(settings(repository));
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), output);
    } finally {
      process.destroy();
    }
  }

  /** The settings of a person's own repositories must not reach the demo. */
  private static boolean isSomebodysOwn(String variable) {
    return variable.startsWith("RESTIC_")
        || variable.startsWith("AWS_")
        || (variable.startsWith("HOLDFAST_") && !variable.endsWith("_DIRS"));
  }

  private static Map<String, String> settings(Path repository) {
    var cache = repository.resolveSibling("cache").toString();
    return Map.of(
        "HOLDFAST_REPOSITORY", repository.toString(),
        "HOLDFAST_PASSWORD", PASSWORD,
        "HOLDFAST_CACHE_DIR", cache,
        "RESTIC_REPOSITORY", repository.toString(),
        "RESTIC_PASSWORD", PASSWORD,
        "RESTIC_CACHE_DIR", cache);
  }
}
