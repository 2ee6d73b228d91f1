package io.holdfast.host.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command line, with variables that it sees besides this program's own.
 *
 * @param argv the program and its arguments; at least the program
 * @param variables further variables; {@link #toString()} does not show them, they may be secret
 * @param directory where it runs; absent: where this program runs
 */
public record Command(List<String> argv, Map<String, String> variables, @Nullable Path directory) {
  public Command {
    argv = List.copyOf(argv);
    variables = Map.copyOf(variables);
    if (argv.isEmpty() || argv.getFirst().isBlank()) {
      throw new IllegalArgumentException("a command needs at least the program to run");
    }
    for (var argument : argv) {
      if (argument.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("an argument of %s holds a NUL".formatted(argv));
      }
    }
  }

  /** The command with no variables of its own, in this program's directory. */
  public static Command of(String... argv) {
    return new Command(List.of(argv), Map.of(), null);
  }

  /** The same with more arguments. */
  public Command with(String... more) {
    var longer = new ArrayList<>(argv);
    longer.addAll(List.of(more));
    return new Command(longer, variables, directory);
  }

  /** The same with more variables, which win over present ones. */
  public Command with(Map<String, String> more) {
    var merged = new HashMap<>(variables);
    merged.putAll(more);
    return new Command(argv, merged, directory);
  }

  /** The same in a directory. */
  public Command in(Path place) {
    return new Command(argv, variables, place);
  }

  /** The program's name, for messages. */
  public String program() {
    return argv.getFirst();
  }

  /**
   * Runs it to its end.
   *
   * @throws java.io.FileNotFoundException when there is no such program
   * @throws IOException when it cannot be started, or is not done within the limit
   */
  public Ended run(Duration limit) throws IOException {
    try (var child = start()) {
      child.release();
      return child.await(limit);
    }
  }

  /**
   * Runs it to its end, and ends it when this program dies meanwhile: for what holds something that
   * must be let go. It sees no standard input.
   *
   * @throws IOException as {@link #run}
   */
  public Ended runLeased(Duration limit) throws IOException {
    if (!Child.isThere(program())) {
      return run(limit);
    }
    try (var child = leased().start()) {
      return child.await(limit);
    }
  }

  /** A shell waits for the program, and another for the end of the lease. */
  private Command leased() {
    var script =
        """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        { cat <&3; kill -TERM $child; sleep 5; kill -KILL $child; } >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait $child
        code=$?
        kill $watch 2>/dev/null
        exit $code
        """;
    return new Command(
        Stream.concat(Stream.of("setsid", "-w", "sh", "-c", script, "lease"), argv.stream())
            .toList(),
        variables,
        directory);
  }

  /** Starts it; the caller closes it. */
  public Child start() throws IOException {
    return Child.start(this);
  }

  @Override
  public String toString() {
    return String.join(" ", argv.stream().map(Command::shown).toList());
  }

  private static String shown(String argument) {
    return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : Shell.quoted(argument);
  }
}
