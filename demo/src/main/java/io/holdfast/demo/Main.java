package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The program behind {@code ./holdfast demo}. */
public final class Main {
  private static final Set<String> OPTIONS = Set.of("--keep", "--spoil", "--yes");

  private static final String USAGE =
      """
      usage: ./holdfast demo [--keep] [--spoil]
      Protects, damages, restores and compares a shop with a real PostgreSQL, on this machine.
        --keep   leave the directory with the shop, the repository and the restored data
        --spoil  change one row and one byte after the restore, to see that the proof finds it\
      """;

  private Main() {}

  /** Ends with 0 when every claim held, 1 when one failed, 2 when the line is wrong. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments), new PrintStream(System.out, true, UTF_8)));
  }

  static int run(List<String> arguments, PrintStream out) throws IOException {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.println(USAGE);
      return 0;
    }
    if (!OPTIONS.containsAll(arguments)) {
      System.err.println(USAGE);
      return 2;
    }
    var keep = arguments.contains("--keep");
    var place = Files.createTempDirectory("holdfast-demo-");
    var tidy = new Thread(() -> tidy(place, keep));
    Runtime.getRuntime().addShutdownHook(tidy);
    var screen = new Screen(out);
    try {
      new Demo(place, holdfast(screen), screen).play(arguments.contains("--spoil"));
    } catch (IOException | SQLException failure) {
      screen.claim("the story comes to its end", false, String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      screen.claim("the story comes to its end", false, "it was interrupted");
    }
    if (keep) {
      screen.say("everything is left in " + place);
    }
    return screen.finish() ? 0 : 1;
  }

  private static Holdfast holdfast(Screen screen) throws IOException {
    var command = System.getProperty("holdfast.command");
    if (command == null) {
      throw new IOException(
          "start the demo by './holdfast demo': it calls the command it is part of");
    }
    return new Holdfast(Path.of(command), screen);
  }

  private static void tidy(Path place, boolean keep) {
    if (keep) {
      return;
    }
    try {
      Files.walkFileTree(place, new Deletion());
    } catch (IOException failure) {
      System.err.println(
          "holdfast: could not delete %s: %s".formatted(place, failure.getMessage()));
    }
  }
}
