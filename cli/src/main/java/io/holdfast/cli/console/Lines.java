package io.holdfast.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a command says of single entries while it is at work: lines for a person, clear of the
 * progress it may show, or messages for a program, as restic has them; thread-safe.
 */
public final class Lines {
  private final Console console;
  private final boolean json;
  private final boolean verbose;
  private volatile @Nullable Progress progress;

  /**
   * Lines that end on this console.
   *
   * @param verbose whether entries are told of that went well
   */
  public Lines(Console console, boolean json, boolean verbose) {
    this.console = console;
    this.json = json;
    this.verbose = verbose;
  }

  /** From now on there is progress to keep clear of. */
  public void attach(Progress shown) {
    this.progress = shown;
  }

  /** Whether {@link #entry} prints anything, so that its words are worth making. */
  public boolean areVerbose() {
    return verbose;
  }

  /**
   * Tells what is done with an entry, where that was asked for.
   *
   * @param words what a person reads behind the action
   * @param item what a program reads
   * @param more fields for a program
   */
  public void entry(String action, String words, String item, Json.Content more) {
    if (!verbose) {
      return;
    }
    if (!json) {
      print("%-9s %s".formatted(action, words));
      return;
    }
    message(
        true,
        "verbose_status",
        out -> {
          out.writeStringField("action", action);
          out.writeStringField("item", item);
          more.write(out);
        });
  }

  /**
   * Tells of an entry that failed.
   *
   * @param words all that a person reads
   * @param during what restic calls the work
   */
  public void failed(String words, String during, String item, String reason) {
    if (!json) {
      say(words);
      return;
    }
    message(
        false,
        "error",
        out -> {
          out.writeObjectFieldStart("error");
          out.writeStringField("message", reason);
          out.writeEndObject();
          out.writeStringField("during", during);
          out.writeStringField("item", item);
        });
  }

  /**
   * Tells of what need not be mended but should be known.
   *
   * @param words all that a person reads
   * @param more fields for a program, besides the message
   */
  public void warned(String words, String message, Json.Content more) {
    if (!json) {
      say(words);
      return;
    }
    message(
        false,
        "warning",
        out -> {
          out.writeStringField("message", message);
          more.write(out);
        });
  }

  private void print(String line) {
    var shown = progress;
    if (shown == null) {
      console.print(line);
    } else {
      shown.print(line);
    }
  }

  private void say(String line) {
    var shown = progress;
    if (shown == null) {
      console.say(line);
    } else {
      shown.say("holdfast: " + line);
    }
  }

  private void message(boolean result, String type, Json.Content fields) {
    try {
      Json.message(result ? console.out() : console.err(), type, fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException("text in memory cannot fail to be written", impossible);
    }
  }
}
