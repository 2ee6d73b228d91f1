package io.holdfast.location;

import io.holdfast.repository.file.Host;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The names under which this machine appears in a repository. */
public final class HostNames {
  private HostNames() {}

  /**
   * The host of new snapshots: what an option says, else {@code HOLDFAST_HOST}, else the machine's.
   * Where pods change their names, it must be set for a snapshot to find its parent (F39).
   */
  public static String ofSnapshots(@Nullable String option, Environment environment)
      throws IOException {
    if (option != null) {
      return option;
    }
    var chosen = environment.own("HOST");
    return chosen.isPresent() ? chosen.get() : Host.name();
  }

  /**
   * The host of locks: the machine's name, and in a pod its uid.
   *
   * <p>Pods of one host name, on the host's network for instance, do not see each other's
   * processes; each would take the other's lock for one of a dead process (F35). {@code
   * HOLDFAST_HOST} does not count here: several pods may rightly share it.
   */
  public static String ofLocks(Environment environment) throws IOException {
    var name = Host.name();
    var chosen = environment.named("HOLDFAST_LOCK_HOST");
    if (chosen.isPresent()) {
      return chosen.get();
    }
    return environment.named("POD_UID").map(pod -> name + "-" + pod).orElse(name);
  }
}
