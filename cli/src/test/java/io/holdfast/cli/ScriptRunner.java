package io.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Surroundings;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Screen;
import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.ScryptParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one script in the current directory: the program's commands in this process, others by the
 * shell.
 *
 * <p>Three words are its own: {@code export NAME=value} sets a variable for what follows, {@code
 * hold shared} (or {@code exclusive}) leaves a lock of another machine, and {@code interrupted}
 * before a command sends it a Ctrl-C at once.
 */
public final class ScriptRunner {
  private static final Pattern NAME = Pattern.compile("<([a-z]+)>");

  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> taken = new HashMap<>();

  private ScriptRunner() {
    environment.put("HOLDFAST_REPOSITORY", "repository");
    environment.put("HOLDFAST_PASSWORD", "correct horse");
    environment.put("HOLDFAST_HOST", "writer");
    environment.put("HOME", Path.of("").toAbsolutePath().toString());
    environment.put("PATH", System.getenv("PATH"));
  }

  private record Outcome(String output, int exit) {}

  /** Runs the script whose file is the only argument, and ends with 1 at its first surprise. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var script = Script.read(Path.of(arguments[0]));
    var runner = new ScriptRunner();
    for (var step : script.steps()) {
      var outcome = runner.run(runner.filled(step.command()));
      var trouble = runner.compare(step, outcome);
      if (!trouble.isEmpty()) {
        System.out.printf(
            "%s:%d: %s%n  $ %s%n%s[exit %d]%n",
            script.file().getFileName(),
            step.line(),
            trouble,
            step.command(),
            outcome.output(),
            outcome.exit());
        System.exit(1);
      }
    }
    System.exit(0);
  }

  private String filled(String command) {
    return NAME.matcher(command)
        .replaceAll(
            name -> Matcher.quoteReplacement(taken.getOrDefault(name.group(1), name.group())));
  }

  private Outcome run(String command) throws IOException, InterruptedException {
    var words = new ArrayList<>(Words.of(command));
    var variables = new TreeMap<>(environment);
    while (words.getFirst().matches("[A-Z_]+=.*")) {
      var assignment = words.removeFirst();
      int equals = assignment.indexOf('=');
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    boolean interrupted = words.getFirst().equals("interrupted");
    if (interrupted) {
      words.removeFirst();
    }
    return switch (words.getFirst()) {
      case "export" -> {
        int equals = words.get(1).indexOf('=');
        environment.put(words.get(1).substring(0, equals), words.get(1).substring(equals + 1));
        yield new Outcome("", 0);
      }
      case "hold" -> {
        hold(variables, words.get(1).equals("exclusive"));
        yield new Outcome("", 0);
      }
      case "holdfast" -> holdfast(words.subList(1, words.size()), variables, interrupted);
      default -> shell(command, variables);
    };
  }

  private Outcome holdfast(List<String> words, Map<String, String> variables, boolean interrupted)
      throws IOException {
    var arguments = new ArrayList<>(words);
    var input = redirected(arguments, "<");
    var output = redirected(arguments, ">");
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit;
    try (var in =
        input.isEmpty() ? InputStream.nullInputStream() : Files.newInputStream(Path.of(input))) {
      var console = Console.of(in, out, err, Screen.NONE);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      exit = new Wiring(console, surroundings(variables)).run(arguments).number();
      Thread.interrupted();
    }
    if (!output.isEmpty()) {
      Files.write(Path.of(output), out.toByteArray());
      out.reset();
    }
    return new Outcome(out.toString(UTF_8) + err.toString(UTF_8), exit);
  }

  private static String redirected(List<String> arguments, String sign) {
    int at = arguments.indexOf(sign);
    if (at < 0) {
      return "";
    }
    arguments.remove(at);
    return arguments.remove(at);
  }

  /** Passwords cost next to nothing here: a script tries them again and again. */
  private static Surroundings surroundings(Map<String, String> variables) {
    return new Surroundings(
        new Environment(variables),
        InstantSource.system(),
        ZoneOffset.UTC,
        new SecureRandom(),
        new ScryptParameters(2, 8, 1));
  }

  private static void hold(Map<String, String> variables, boolean exclusive)
      throws IOException, InterruptedException {
    variables.put("HOLDFAST_LOCK_HOST", "elsewhere");
    var console =
        Console.of(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            Screen.NONE);
    var context = Context.of(console, surroundings(variables));
    var _ = context.sessions().open(exclusive ? Access.EXCLUSIVE : Access.APPEND);
  }

  private static Outcome shell(String command, Map<String, String> variables)
      throws IOException, InterruptedException {
    // A password that a script writes is nobody else's, as a careful person has it.
    var builder = new ProcessBuilder("sh", "-c", "umask 077\n" + command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(output, process.waitFor());
  }

  private String compare(Script.Step step, Outcome outcome) {
    if (outcome.exit() != step.exit()) {
      return "expected exit code " + step.exit();
    }
    if (step.output().isEmpty()) {
      return "";
    }
    var names = new ArrayList<String>();
    var pattern = new StringBuilder();
    for (var line : step.output()) {
      pattern.append(line.equals("…") ? "(?s:(?:.*?\\n)?)" : line(line, names) + "\\n");
    }
    var matcher = Pattern.compile(pattern.toString()).matcher(outcome.output());
    if (!matcher.matches()) {
      return "expected\n" + String.join("\n", step.output()) + "\nbut was";
    }
    for (int i = 0; i < names.size(); i++) {
      taken.put(names.get(i), matcher.group(i + 1));
    }
    return "";
  }

  private String line(String line, List<String> names) {
    var pattern = new StringBuilder();
    var name = NAME.matcher(line);
    int end = 0;
    while (name.find()) {
      pattern.append(text(line.substring(end, name.start())));
      if (taken.containsKey(name.group(1))) {
        pattern.append(Pattern.quote(taken.get(name.group(1))));
      } else {
        names.add(name.group(1));
        pattern.append("([0-9a-z]+(?:-[0-9a-z]+)*)");
      }
      end = name.end();
    }
    return pattern.append(text(line.substring(end))).toString();
  }

  private static String text(String literal) {
    var pattern = new StringBuilder();
    for (var part : literal.splitWithDelimiters("…", -1)) {
      pattern.append(part.equals("…") ? ".*" : Pattern.quote(part));
    }
    return pattern.toString();
  }
}
