package io.holdfast.host.platform;

import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Target;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of a machine that nobody goes on with, be it that an earlier process was killed, or that
 * this one could not write their end down. While one is being ended, and as long as it cannot be,
 * nothing else of its application begins. For one thread.
 */
public final class CutOffRuns {
  private final Machine machine;
  private final Dispatcher dispatcher;
  private final Set<String> occupying;

  /**
   * @param dispatcher which was told of all that were cut off before it began
   * @param cutOff those, by {@link #places}
   */
  public CutOffRuns(Machine machine, Dispatcher dispatcher, Map<String, Running> cutOff) {
    this.machine = machine;
    this.dispatcher = dispatcher;
    this.occupying = new HashSet<>(cutOff.keySet());
  }

  /** Which place each takes in a dispatcher, by its id. */
  public static Map<String, Running> places(List<Run> runs) {
    Map<String, Running> places = new HashMap<>();
    runs.forEach(run -> places.put(run.id(), place(run)));
    return Map.copyOf(places);
  }

  /** The runs without an end, be it that they go on; those that have one keep nothing waiting. */
  public List<Run> unended() throws IOException {
    List<Run> unended = machine.cutOff();
    Set<String> ended = new HashSet<>(occupying);
    unended.forEach(run -> ended.remove(run.id()));
    ended.forEach(this::free);
    return unended;
  }

  /**
   * Ends one.
   *
   * @return the run, ended; empty when it goes on, or has ended by itself
   * @throws IOException what it needs is not to be had now
   */
  public Optional<Run> recover(Run run) throws IOException, InterruptedException {
    if (!dispatcher.occupy(run.id(), place(run))) {
      return Optional.empty();
    }
    occupying.add(run.id());
    // It may have ended since somebody looked, but no more from here on.
    if (machine.cutOff().stream().noneMatch(left -> left.id().equals(run.id()))) {
      free(run.id());
      return Optional.empty();
    }
    Run ended = machine.recover(run);
    free(run.id());
    return Optional.of(ended);
  }

  private void free(String run) {
    dispatcher.free(run);
    occupying.remove(run);
  }

  private static Running place(Run run) {
    return new Running(
        switch (run.type()) {
          case BACKUP -> Kind.BACKUP;
          case RESTORE -> Kind.RESTORE;
          case RETENTION -> Kind.RETENTION;
        },
        new Target(run.subject().application().text(), run.subject().repository().text()));
  }
}
