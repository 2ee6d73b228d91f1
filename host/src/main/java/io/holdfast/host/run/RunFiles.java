package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.host.state.OwnDirectory;
import io.holdfast.host.state.StateDirectory;
import java.io.IOException;

/** The files that a run keeps beside the catalog. */
public final class RunFiles {
  private RunFiles() {}

  /** Removes them, if there are any; links are not followed. */
  static void remove(StateDirectory state, String run) throws IOException {
    OwnDirectory.remove(state.ofRun(run));
  }

  /** Removes those of runs that a new catalog does not know: nobody takes them up any more. */
  public static void removeUnknown(StateDirectory state, RunRows runs) throws IOException {
    for (String run : state.runs()) {
      if (runs.find(run).isEmpty()) {
        remove(state, run);
      }
    }
  }
}
