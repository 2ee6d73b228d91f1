package io.holdfast.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Shows, from a thread of its own, how far something is: a line that is drawn over on a terminal, a
 * line now and then in a log, JSON lines for a program.
 *
 * <p>Closing it takes the line off the terminal. Thread-safe.
 */
public final class Progress implements AutoCloseable {
  /** How it is shown. */
  public enum Mode {
    SILENT(Duration.ofDays(1)),
    TERMINAL(Duration.ofMillis(200)),
    LOG(Duration.ofSeconds(60)),
    JSON(Duration.ofSeconds(1));

    private final Duration interval;

    Mode(Duration interval) {
      this.interval = interval;
    }
  }

  /** What is shown, asked for again and again by one thread. */
  public interface View {
    /** One line for people. */
    String words(Duration elapsed);

    /** The fields of a status message besides its type. */
    default void fields(JsonGenerator json, Duration elapsed) throws IOException {
      json.writeNumberField("seconds_elapsed", elapsed.toSeconds());
    }
  }

  private static final String WIPE = "\r\u001b[K";

  private final Console console;
  private final Mode mode;
  private final View view;
  private final long start = System.nanoTime();
  private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::run);
  private boolean closed;
  private boolean drawn;

  private Progress(Console console, Mode mode, View view) {
    this.console = console;
    this.mode = mode;
    this.view = view;
  }

  public static Progress start(Console console, Mode mode, View view) {
    var progress = new Progress(console, mode, view);
    if (mode != Mode.SILENT) {
      progress.thread.start();
    }
    return progress;
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Prints a line to standard error without leaving a part of the progress in it. */
  public synchronized void say(String line) {
    wipe();
    console.err().println(Printable.line(line));
  }

  /** Prints a line of the result likewise. */
  public synchronized void print(String line) {
    wipe();
    console.print(line);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      wipe();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(mode.interval);
        show();
      }
    } catch (InterruptedException over) {
      // closed
    }
  }

  private synchronized void show() {
    if (closed) {
      return;
    }
    switch (mode) {
      case SILENT -> {}
      case TERMINAL -> {
        var line = view.words(elapsed());
        int columns = console.screen().columns() - 1;
        console.err().print(WIPE + (line.length() > columns ? line.substring(0, columns) : line));
        console.err().flush();
        drawn = true;
      }
      case LOG -> console.err().println(view.words(elapsed()));
      case JSON -> status();
    }
  }

  private void status() {
    try {
      Json.message(console.out(), "status", json -> view.fields(json, elapsed()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("text in memory cannot fail to be written", impossible);
    }
  }

  private void wipe() {
    if (drawn) {
      console.err().print(WIPE);
      console.err().flush();
      drawn = false;
    }
  }
}
