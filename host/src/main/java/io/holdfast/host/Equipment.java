package io.holdfast.host;

import io.holdfast.host.repository.Repositories;
import io.holdfast.host.volume.Mounting;
import io.holdfast.location.Environment;
import io.holdfast.location.HostNames;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a machine works with besides its state.
 *
 * @param repositories opens them
 * @param author of all snapshots; its program is {@code holdfast} and the version
 * @param clock as precise as the catalog: milliseconds
 * @param random for keys and names
 * @param fstab says what should be mounted
 * @param administrators whether somebody else has to agree to what takes protection away; asked
 *     each time
 */
public record Equipment(
    Repositories repositories,
    SnapshotAuthor author,
    InstantSource clock,
    SecureRandom random,
    Path fstab,
    Supplier<Administrators> administrators) {
  private static final String PROGRAM = "holdfast ";

  /**
   * That of a program which runs here.
   *
   * @param cost of trying a password, for new repositories
   * @param version of the program
   * @param administrators as above
   * @throws IOException when this machine has no name
   */
  public static Equipment of(
      Environment environment,
      InstantSource clock,
      SecureRandom random,
      ScryptParameters cost,
      String version,
      Supplier<Administrators> administrators)
      throws IOException {
    InstantSource milliseconds = () -> Instant.ofEpochMilli(clock.millis());
    return new Equipment(
        new Repositories(environment, milliseconds, random, cost),
        new SnapshotAuthor(
            HostNames.ofSnapshots(null, environment),
            System.getProperty("user.name", ""),
            Host.userId(),
            Host.groupId(),
            PROGRAM + version),
        milliseconds,
        random,
        Mounting.FSTAB,
        administrators);
  }

  /** Of the program. */
  String version() {
    String program = author.programVersion();
    return program.startsWith(PROGRAM) ? program.substring(PROGRAM.length()) : program;
  }
}
