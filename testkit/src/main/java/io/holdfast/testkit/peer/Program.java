package io.holdfast.testkit.peer;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line with everything a process needs to run it.
 *
 * @param command the program and its arguments; at least the program
 * @param environment all variables the process sees
 * @param directory where it runs
 */
public record Program(List<String> command, Map<String, String> environment, Path directory) {
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "JAVA_HOME");

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a command line needs at least the program");
    }
  }

  /**
   * The command in the current directory with a plain environment: only where programs, home and
   * temporary files are, so that a developer's own {@code RESTIC_} or {@code AWS_} variables cannot
   * change a test.
   */
  public static Program of(List<String> command) {
    Map<String, String> plain = new HashMap<>();
    for (String variable : INHERITED) {
      String value = System.getenv(variable);
      if (value != null) {
        plain.put(variable, value);
      }
    }
    return new Program(command, plain, Path.of("").toAbsolutePath());
  }

  /** The same with more variables, which win over present ones. */
  public Program with(Map<String, String> variables) {
    Map<String, String> merged = new HashMap<>(environment);
    merged.putAll(variables);
    return new Program(command, merged, directory);
  }

  /** The same with more arguments at the end. */
  public Program with(String... arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(arguments));
    return new Program(longer, environment, directory);
  }

  /** The same in another directory. */
  public Program in(Path other) {
    return new Program(command, environment, other);
  }

  /**
   * Runs to the end.
   *
   * @throws IOException when it cannot be started, prints more than 128 MB, or has not ended after
   *     {@code longest}; it is killed then
   */
  public Finished run(Duration longest) throws IOException {
    try (RunningProgram running = start()) {
      return running.await(longest);
    }
  }

  /** Runs to the end with standard output going to a file, whose size is not bounded. */
  public Finished run(Duration longest, Path output) throws IOException {
    try (RunningProgram running =
        new RunningProgram(this, builder().redirectOutput(output.toFile()).start())) {
      return running.await(longest);
    }
  }

  /** Starts it; the caller closes it. */
  public RunningProgram start() throws IOException {
    return new RunningProgram(this, builder().start());
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** For a wait that was interrupted: keeps the thread's interrupt and names the program. */
  InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while %s ran".formatted(name()));
  }

  /** The program's file name, for messages. */
  String name() {
    return Path.of(command.getFirst()).getFileName().toString();
  }
}
