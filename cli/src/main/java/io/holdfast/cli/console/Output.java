package io.holdfast.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which knows why it failed: a writer of text on top of it does not tell. For one
 * thread at a time that writes; any may ask.
 */
public final class Output extends FilterOutputStream {
  private volatile @Nullable IOException failure;

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
    if (failure == null) {
      failure = failed;
    }
    return failed;
  }

  /** What is to be said about its failure; empty when it did not fail, or nobody reads any more. */
  public Optional<String> complaint() {
    return Optional.ofNullable(failure)
        .filter(failed -> !isOfLeaving(failed))
        .map(failed -> "the output could not be written in full: " + failed.getMessage());
  }

  /** Whether a command failed because the program that read this, as {@code head}, saw enough. */
  @SuppressWarnings("ReferenceEquality") // this very failure
  public boolean readerLeft(Throwable failed) {
    @Nullable IOException own = failure;
    if (own == null || !isOfLeaving(own)) {
      return false;
    }
    @Nullable Throwable cause = failed;
    while (cause != null && cause != own) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static boolean isOfLeaving(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }
}
