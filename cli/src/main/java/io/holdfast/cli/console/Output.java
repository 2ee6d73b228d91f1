package io.holdfast.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Standard output, which knows why it failed: a writer of text on top of it does not tell. */
public final class Output extends FilterOutputStream {
  private Optional<IOException> failure = Optional.empty();

  Output(OutputStream target) {
    super(target);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failed) {
      throw remembered(failed);
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException failed) {
      throw remembered(failed);
    }
  }

  private IOException remembered(IOException failed) {
    if (failure.isEmpty()) {
      failure = Optional.of(failed);
    }
    return failed;
  }

  /** What is to be said about its failure; empty when it did not fail, or nobody reads any more. */
  public Optional<String> complaint() {
    return failure
        .filter(_ -> !readerLeft())
        .map(failed -> "the output could not be written in full: " + failed.getMessage());
  }

  /** Whether the program that reads it, as {@code head}, has seen enough. */
  public boolean readerLeft() {
    return failure
        .map(failed -> String.valueOf(failed.getMessage()).contains("Broken pipe"))
        .orElse(false);
  }
}
