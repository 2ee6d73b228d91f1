package io.holdfast.host.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The end of several things, of which one that cannot be let go must not keep the others. */
final class LettingGo {
  private final List<IOException> failures = new ArrayList<>();

  /** Lets one go. */
  interface Step {
    void go() throws IOException;
  }

  void go(Step step) {
    try {
      step.go();
    } catch (IOException failure) {
      failures.add(failure);
    } catch (RuntimeException defect) { // of one; the others are let go of
      failures.add(new IOException("a defect of holdfast, please report it: " + defect, defect));
    }
  }

  /** Throws what went wrong, if anything did. */
  void end() throws IOException {
    if (!failures.isEmpty()) {
      IOException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
