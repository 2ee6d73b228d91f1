package io.holdfast.location;

import io.holdfast.repository.Repository;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.lock.LockHolder;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.lock.Locks;
import java.io.IOException;
import java.time.InstantSource;

/** The locks of repositories, as this process takes part in them. */
public final class HostLocks {
  private HostLocks() {}

  /**
   * The locks of a repository. Whoever takes one calls {@link Host#ignoreHangups} first: by a
   * hangup restic asks whether its holder lives.
   */
  public static Locks of(Repository repository, Environment environment, InstantSource clock)
      throws IOException {
    return of(repository, environment, clock, LockTiming.RESTIC);
  }

  /** The same with other times than restic's. */
  static Locks of(
      Repository repository, Environment environment, InstantSource clock, LockTiming timing)
      throws IOException {
    LockHolder holder =
        new LockHolder(
            HostNames.ofLocks(environment),
            System.getProperty("user.name", ""),
            Host.processId(),
            Host.userId(),
            Host.groupId());
    return new Locks(
        repository.store(), repository.objects(), holder, timing, clock, Host::isAlive);
  }
}
