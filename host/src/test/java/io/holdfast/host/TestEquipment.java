package io.holdfast.host;

import io.holdfast.host.repository.Repositories;
import io.holdfast.host.volume.Mounting;
import io.holdfast.location.Environment;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What machines of tests work with: passwords that are tried fast, and the clock of the test. */
public final class TestEquipment {
  /** As precise as the catalog, and as PostgreSQL. */
  public static final InstantSource CLOCK =
      () -> Instant.ofEpochMilli(InstantSource.system().millis());

  public static final SnapshotAuthor AUTHOR =
      new SnapshotAuthor("host", "user", 0, 0, "holdfast 1.2.3");

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Nobody else uses the repositories of these tests. */
  private static final LockTiming QUICK =
      new LockTiming(
          Duration.ofMillis(2),
          LockTiming.RESTIC.refresh(),
          LockTiming.RESTIC.stale(),
          LockTiming.RESTIC.lost());

  private TestEquipment() {}

  /** With this machine's own clock. */
  public static Equipment usual() {
    return with(CLOCK, Map.of(), Administrators.ONE);
  }

  /**
   * With another clock.
   *
   * @param environment the variables that secrets may be in
   */
  public static Equipment with(
      InstantSource clock, Map<String, String> environment, Administrators administrators) {
    return with(clock, environment, administrators, Mounting.FSTAB);
  }

  /**
   * With other mounts that should be there.
   *
   * @param fstab declares them
   */
  public static Equipment with(
      InstantSource clock,
      Map<String, String> environment,
      Administrators administrators,
      Path fstab) {
    return new Equipment(
        new Repositories(
                new Environment(environment), clock, RANDOM, new ScryptParameters(1024, 8, 1))
            .locking(QUICK),
        AUTHOR,
        clock,
        RANDOM,
        fstab,
        () -> administrators);
  }
}
