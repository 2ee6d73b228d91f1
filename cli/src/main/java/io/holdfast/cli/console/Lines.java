package io.holdfast.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a command prints while it is at work, clear of the progress it may show; thread-safe. */
public final class Lines {
  private final Console console;
  private volatile @Nullable Progress progress;

  public Lines(Console console) {
    this.console = console;
  }

  /** From now on there is progress to keep clear of. */
  public void attach(Progress shown) {
    this.progress = shown;
  }

  /** A line of the result. */
  public void print(String line) {
    var shown = progress;
    if (shown == null) {
      console.out().println(line);
    } else {
      shown.print(line);
    }
  }

  /** A line for a person, which is no result. */
  public void say(String line) {
    var shown = progress;
    if (shown == null) {
      console.say(line);
    } else {
      shown.say("holdfast: " + line);
    }
  }

  /** A message of the result for a program. */
  public void result(String type, Json.Content fields) {
    message(true, type, fields);
  }

  /** A message of trouble for a program. */
  public void trouble(String type, Json.Content fields) {
    message(false, type, fields);
  }

  private void message(boolean result, String type, Json.Content fields) {
    try {
      Json.message(result ? console.out() : console.err(), type, fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException("text in memory cannot fail to be written", impossible);
    }
  }
}
