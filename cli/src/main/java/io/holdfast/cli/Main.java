package io.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;

/** The program {@code holdfast}. */
public final class Main {
  private Main() {}

  /** Runs one command line and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    var console =
        new Console(
            new PrintWriter(new OutputStreamWriter(System.out, UTF_8)),
            new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true));
    System.exit(new Wiring(console).run(List.of(arguments)).number());
  }
}
