package io.holdfast.host.run;

import io.holdfast.host.state.OwnDirectory;
import io.holdfast.host.state.StateDirectory;
import java.io.IOException;

/** The files that a run keeps beside the catalog. */
final class RunFiles {
  private RunFiles() {}

  /** Removes them, if there are any; links are not followed. */
  static void remove(StateDirectory state, String run) throws IOException {
    OwnDirectory.remove(state.ofRun(run));
  }
}
