package io.holdfast.cli.access;

import io.holdfast.repository.task.Away;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A program that a command started for what it prints; what it prints as errors is shown. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments; no shell is asked
   * @param input where it reads from
   */
  public static ChildProcess start(List<String> command, ProcessBuilder.Redirect input)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ChildProcess(builder.start());
  }

  /** What it prints; nothing interrupts a read, so a thread of tasks that reads can be given up. */
  public InputStream output() {
    return new FilterInputStream(process.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        Away.begin();
        try {
          return in.read(bytes, offset, length);
        } finally {
          Away.end();
        }
      }
    };
  }

  /** Waits for its end; its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it when it still runs, with what it has started: a shell's programs outlive the shell. */
  @Override
  public void close() {
    var below = process.descendants().toList(); // nobody can tell any more once it has ended
    process.destroy();
    below.forEach(ProcessHandle::destroy);
  }
}
