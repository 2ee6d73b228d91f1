package io.holdfast.server.log;

import static java.util.stream.Collectors.joining;

import io.holdfast.schema.Json;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines for people or for machines. For several threads at a time.
 *
 * <p>What came from outside cannot begin a line of its own, nor tell a terminal what to do.
 */
public final class Log {
  private final PrintStream target;
  private final LogFormat format;
  private final InstantSource clock;

  public Log(PrintStream target, LogFormat format, InstantSource clock) {
    this.target = target;
    this.format = format;
    this.clock = clock;
  }

  /** What happened as it should. */
  public void say(String message) {
    write(Level.INFO, message, null);
  }

  /** What somebody should look into. */
  public void warn(String message) {
    write(Level.WARNING, message, null);
  }

  /** A defect, with its stack trace: only then does that help anyone. */
  public void defect(String message, Throwable cause) {
    var trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    write(Level.ERROR, message, trace.toString());
  }

  private void write(Level level, String message, @Nullable String trace) {
    var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var line =
        switch (format) {
          case TEXT ->
              time
                  + (level == Level.INFO ? " " : " " + level.word() + ": ")
                  + printable(message)
                  + (trace == null ? "" : "\n" + shown(trace));
          case JSON ->
              new String(
                  Json.write(new Entry(time, level, message, trace)), StandardCharsets.UTF_8);
        };
    // One call, so that lines of several threads do not mix.
    target.println(line);
    target.flush();
  }

  /** A trace has lines of its own, and messages from outside in them. */
  private static String shown(String trace) {
    return trace
        .stripTrailing()
        .lines()
        .map(line -> "    " + printable(line.replace("\t", "    ")))
        .collect(joining("\n"));
  }

  private static String printable(String message) {
    var text = new StringBuilder(message.length());
    message.codePoints().forEach(character -> text.appendCodePoint(shown(character)));
    return text.toString();
  }

  private static int shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          '\uFFFD';
      default -> character;
    };
  }

  /** How much it matters. */
  enum Level {
    @Name("info")
    INFO,
    @Name("warning")
    WARNING,
    @Name("error")
    ERROR;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A line for machines. */
  record Entry(
      @Doc("When.") Instant time,
      @Doc("How much it matters.") Level level,
      @Doc("What happened.") String message,
      @Doc("Where, for a defect.") @Nullable String trace) {}
}
