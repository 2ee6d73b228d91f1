package io.holdfast.server;

import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.run.Run;
import io.holdfast.server.work.Recovery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a machine that nobody goes on with. While one is being ended, and as long as it
 * cannot be, nothing else begins in its place.
 */
final class CutOffRuns implements Recovery.Recovering {
  private final Machine machine;
  private final Dispatcher dispatcher;

  CutOffRuns(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  @Override
  public List<Run> unended() throws IOException {
    return machine.cutOff();
  }

  @Override
  public Optional<Run> recover(Run run) throws IOException, InterruptedException {
    if (!dispatcher.occupy(running(run))) {
      return Optional.empty();
    }
    // It may have ended since somebody looked, but no more from here on.
    Optional<Run> ended =
        machine.cutOff().stream().anyMatch(left -> left.id().equals(run.id()))
            ? Optional.of(machine.recover(run))
            : Optional.empty();
    dispatcher.free(running(run));
    return ended;
  }

  /** What the dispatcher calls it. */
  static Running running(Run run) {
    return new Running(
        switch (run.type()) {
          case BACKUP -> Kind.BACKUP;
          case RESTORE -> Kind.RESTORE;
          case RETENTION -> Kind.RETENTION;
        },
        new Target(run.subject().application().text(), run.subject().repository().text()));
  }
}
