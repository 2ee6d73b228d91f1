package io.holdfast.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where a command reads and prints: results on {@code out}, everything about the way there on
 * {@code err}.
 *
 * @param in standard input
 * @param bytes standard output for results that are no text; {@code out} is flushed before
 * @param out standard output for text
 * @param err standard error
 * @param screen who reads it
 */
public record Console(
    InputStream in, Output bytes, PrintWriter out, PrintWriter err, Screen screen) {

  public static Console of(
      InputStream in, OutputStream output, OutputStream errors, Screen screen) {
    var bytes = new Output(output);
    return new Console(
        in,
        bytes,
        new PrintWriter(new OutputStreamWriter(bytes, UTF_8)),
        new PrintWriter(new OutputStreamWriter(errors, UTF_8), true),
        screen);
  }

  /** Tells a person what is going on; a result goes to {@code out} instead. */
  public void say(String line) {
    err.println("holdfast: " + Printable.line(line));
  }

  /** Prints a line of a result for a person. */
  public void print(String line) {
    out.println(Printable.line(line));
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
