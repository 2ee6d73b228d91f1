package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code holdfast}, run as a person would run it; each line appears on the screen. */
final class Holdfast {
  static final String PASSWORD = "demo";

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

  /**
   * Starts the server, and waits until it can be found.
   *
   * @param place with the state directory, and where the log goes
   */
  Process serve(Path place) throws IOException, InterruptedException {
    var arguments = List.of("server", "--listen", "127.0.0.1:0");
    screen.command("holdfast " + String.join(" ", arguments) + " &");
    var line = new ArrayList<>(List.of(command.toString()));
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).directory(place.toFile());
    var log = place.resolve("server.log");
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectError(log.toFile()).redirectOutput(log.toFile());
    surround(builder, place.resolve("repository"));
    var process = builder.start();
    while (!Files.readString(log).contains("listening at ")) {
      if (!process.isAlive()) {
        throw new IOException("the server did not start: " + Files.readString(log));
      }
      Thread.sleep(50);
    }
    return process;
  }

  private static void surround(ProcessBuilder builder, Path repository) {
    builder.environment().keySet().removeIf(Holdfast::isSomebodysOwn);
    builder.environment().putAll(settings(repository));
  }

  private Ended run(
      List<String> program, String name, Path repository, Path directory, String... arguments)
      throws IOException, InterruptedException {
    screen.command(name + " " + String.join(" ", arguments));
    var line = new ArrayList<>(program);
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    surround(builder, repository);
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
        "HOLDFAST_STATE", repository.resolveSibling("state").toString(),
        "RESTIC_REPOSITORY", repository.toString(),
        "RESTIC_PASSWORD", PASSWORD,
        "RESTIC_CACHE_DIR", cache);
  }
}
