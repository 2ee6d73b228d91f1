package io.holdfast.server.work;

import io.holdfast.server.log.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Does what is to be done again and again, each job at its own pace. */
public final class Housekeeping implements AutoCloseable {
  private final Work work;
  private final Log log;
  private final List<Thread> threads = new ArrayList<>();

  public Housekeeping(Work work, Log log) {
    this.work = work;
    this.log = log;
  }

  /**
   * Something that is done again and again.
   *
   * @param name to complete "could not …"
   * @param pause between two times
   */
  public record Job(String name, Duration pause, Doing doing) {}

  /** Does it once. */
  @FunctionalInterface
  public interface Doing {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Begins at once, and goes on until this is closed or the server stops.
   *
   * @return what does it, and ends when it goes on no more
   */
  public Thread start(Job job) {
    var thread = Thread.ofVirtual().name(job.name).start(() -> repeat(job));
    threads.add(thread);
    return thread;
  }

  private void repeat(Job job) {
    var told = "";
    try {
      while (work.begin()) {
        try {
          told = once(job, told);
        } finally {
          work.end();
        }
        Thread.sleep(job.pause);
      }
    } catch (InterruptedException | InterruptedIOException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says what went wrong once for each reason, and not every time.
   *
   * @param told the reason that was said last; empty when it went well
   * @return the same of this time
   */
  private String once(Job job, String told) throws InterruptedException, InterruptedIOException {
    try {
      job.doing.run();
      return "";
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException failure) {
      var reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
      if (!reason.equals(told)) {
        log.warn(
            "could not %s, which is tried again in %d seconds: %s"
                .formatted(job.name, job.pause.toSeconds(), reason));
      }
      return reason;
    } catch (RuntimeException defect) { // of one job; the others and this one go on
      log.defect(
          "could not %s, by a defect of holdfast, please report it".formatted(job.name), defect);
      return defect.toString();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
