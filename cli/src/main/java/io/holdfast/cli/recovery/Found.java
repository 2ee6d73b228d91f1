package io.holdfast.cli.recovery;

import io.holdfast.api.kind.Repository;
import io.holdfast.api.repository.PasswordSource;
import io.holdfast.api.repository.RepositorySpec;
import io.holdfast.api.repository.StoreLocation;
import io.holdfast.api.value.Metadata;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.RepositoryOptions;
import io.holdfast.host.recovery.LostMachine;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.repository.RepositoryClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The repository of a lost machine, of which location and key are known. */
final class Found {
  private Found() {}

  /** Refuses a key in a file that is not there, before anything is looked for with it. */
  static void requireKey(RepositoryOptions options) throws StopException {
    var key = options.password().file();
    if (key != null && Files.notExists(key)) {
      throw StopException.usage(
          "the password file %s does not exist: it is to hold the key that the recovery kit has"
              .formatted(key));
    }
  }

  /**
   * The repositories that its restore points declare, opened as the options say.
   *
   * @throws StopException when the options do not say enough, or no restore point is there
   */
  static List<Repository> repositories(RepositoryOptions options, Repositories repositories)
      throws IOException, InterruptedException {
    var location = options.location();
    var key = options.password().file();
    if (location == null || options.locationFile() != null) {
      throw StopException.usage(
          "say where the repository is with --repo, not with --repository-file");
    }
    if (key == null || options.password().given() != 1) {
      throw StopException.usage(
          "the key is to be in a file that stays: write it there, and say --password-file FILE");
    }
    var found = look(repositories, access(location, key), key);
    if (found.repositories().isEmpty()) {
      throw StopException.failed(
          "no restore point in %s declares a repository: name the file that declares it with -f"
              .formatted(location));
    }
    return found.repositories();
  }

  private static LostMachine.Found look(Repositories repositories, Repository access, Path key)
      throws IOException, InterruptedException {
    try {
      return new LostMachine(repositories).look(access);
    } catch (RepositoryClosedException closed) {
      if (closed.why() != RepositoryClosedException.Why.WRONG_PASSWORD) {
        throw closed;
      }
      throw new StopException(
          ExitCode.WRONG_PASSWORD,
          "no key of the repository takes what %s holds: compare it with the recovery kit, letter by letter"
              .formatted(key),
          closed);
    }
  }

  private static Repository access(String location, Path key) throws StopException {
    try {
      return new Repository(
              Metadata.of("lost"),
              new RepositorySpec(
                  StoreLocation.parse(location),
                  new PasswordSource(key.toString(), null, List.of()),
                  null,
                  new RepositorySpec.TransferLimits(null, null),
                  RepositorySpec.Compression.AUTO,
                  new RepositorySpec.Cache(true, null)),
              null)
          .from(Path.of("").toAbsolutePath());
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(
          "'%s' %s: expected a directory, rest:https://HOST/PATH or s3:https://HOST/BUCKET/PATH"
              .formatted(location, malformed.getMessage()));
    }
  }
}
