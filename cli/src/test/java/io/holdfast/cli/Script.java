package io.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text file of commands, what they print, and how they end.
 *
 * <p>A line that begins with {@code $} is a command; the lines up to the next empty one or the next
 * command are what it prints, first on standard output, then on standard error. Without any, what
 * it prints does not matter. {@code …} stands for any text in a line, and alone for any lines;
 * {@code <name>} takes down digits of an id under a name, by which later commands can use it. The
 * last line of what is printed may be {@code [exit 3]}. Lines that begin with {@code #} are for
 * readers.
 */
record Script(Path file, List<Step> steps) {
  static final Path FOLDER = Path.of("src/test/scripts");

  private static final Pattern EXIT = Pattern.compile("\\[exit (\\d+)]");

  /** One command with what is expected of it. */
  record Step(int line, String command, List<String> output, int exit) {}

  static List<Script> all() throws IOException {
    var scripts = new ArrayList<Script>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (var file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
        scripts.add(read(file));
      }
    }
    return scripts;
  }

  static Script read(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var steps = new ArrayList<Step>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("$ ")) {
        continue;
      }
      int line = i + 1;
      var command = lines.get(i).substring(2);
      var output = new ArrayList<String>();
      int exit = 0;
      while (i + 1 < lines.size() && isOutput(lines.get(i + 1))) {
        i++;
        var code = EXIT.matcher(lines.get(i));
        if (code.matches()) {
          exit = Integer.parseInt(code.group(1));
        } else {
          output.add(lines.get(i));
        }
      }
      steps.add(new Step(line, command, output, exit));
    }
    return new Script(file, steps);
  }

  private static boolean isOutput(String line) {
    return !line.isEmpty() && !line.startsWith("$ ") && !line.startsWith("#");
  }
}
