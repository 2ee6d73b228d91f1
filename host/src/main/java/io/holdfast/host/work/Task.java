package io.holdfast.host.work;

import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.run.Run;
import java.io.IOException;

/** What a run does, on a thread of its own; an interrupt asks it to stop and to leave nothing. */
@FunctionalInterface
public interface Task {
  /** Does it: how the run ended, or why it did not begin. */
  Planning<Run> run() throws IOException, InterruptedException;
}
