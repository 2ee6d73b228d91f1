package io.holdfast.server.work;

import java.io.IOException;

/** Looks again and again for something without which the server is not ready. Thread-safe. */
public final class Lookout implements Housekeeping.Doing {
  private final Housekeeping.Doing look;
  private volatile boolean sees = true;

  /**
   * One that saw it before the server began.
   *
   * @param look fails when it is not there
   */
  public Lookout(Housekeeping.Doing look) {
    this.look = look;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    boolean found = false;
    try {
      look.run();
      found = true;
    } finally {
      sees = found;
    }
  }

  /** Whether it was there at the last look. */
  public boolean sees() {
    return sees;
  }
}
