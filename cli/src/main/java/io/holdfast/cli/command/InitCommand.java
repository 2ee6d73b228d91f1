package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Target;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.repository.Creation;
import io.holdfast.repository.Repository;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast init}. */
@Command(
    name = "init",
    description = {
      "Makes a new repository.",
      "",
      "Whoever loses its password loses the data: there is no other way in."
    },
    footer = {
      "Examples:",
      "  holdfast init",
      "  holdfast init -r shared --chunker rabin",
      "  holdfast init -r fifth --from-repo repository --copy-chunker-params"
    })
final class InitCommand implements Callable<ExitCode> {
  /** How files are cut. */
  enum ChunkerKind {
    gear,
    rabin
  }

  private final Context context;

  @Option(
      names = "--chunker",
      paramLabel = "KIND",
      description =
          "gear (default), or rabin where restic shall write to the repository, too, without"
              + " storing twice what both back up.")
  private ChunkerKind chunker = ChunkerKind.gear;

  @Option(
      names = "--copy-chunker-params",
      description = "Cut files as the repository of --from-repo does, so that copies deduplicate.")
  private boolean copyChunker;

  @Option(
      names = "--from-repo",
      paramLabel = "REPOSITORY",
      description = "Where the other repository is.")
  private @Nullable String fromLocation;

  @Option(
      names = "--from-repository-file",
      paramLabel = "FILE",
      description = "Read where the other repository is from a file.")
  private @Nullable Path fromLocationFile;

  @Option(
      names = "--from-password-file",
      paramLabel = "FILE",
      description = "Read the other's password from a file.")
  private @Nullable Path fromPasswordFile;

  @Option(
      names = "--from-password-command",
      paramLabel = "COMMAND",
      description = "Read the other's password from a shell command.")
  private @Nullable String fromPasswordCommand;

  @Option(names = "--from-insecure-no-password", description = "The other's password is empty.")
  private boolean fromNoPassword;

  @Option(
      names = "--from-key-hint",
      paramLabel = "ID",
      description = "The other's key to try first.")
  private @Nullable String fromKeyHint;

  @Option(
      names = "--repository-version",
      paramLabel = "VERSION",
      description = "2, stable and latest are the same: version 2 of restic's format.")
  private String version = "stable";

  InitCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (!version.equals("2") && !version.equals("stable") && !version.equals("latest")) {
      throw StopException.usage(
          "repositories of version %s are not made: expected 2, stable or latest"
              .formatted(version));
    }
    var parameters = parameters();
    var sessions = context.sessions();
    try (var store = sessions.stores().open(sessions.location());
        var password = password();
        var repository = create(store, parameters, password)) {
      print(repository);
    }
    return ExitCode.DONE;
  }

  private Repository create(ObjectStore store, ChunkerParameters parameters, Password password)
      throws IOException {
    var surroundings = context.surroundings();
    try {
      return new Creation(
              parameters, surroundings.cost(), System.getProperty("user.name", ""), Host.name())
          .create(store, password, surroundings.random(), surroundings.clock().instant());
    } catch (AlreadyExistsException _) {
      throw StopException.failed(
          "there is a repository at %s already, and it stays as it is; name another place with -r"
              .formatted(store.location()));
    }
  }

  private Password password() throws IOException {
    var passwords = context.sessions().passwords();
    var given = passwords.given(context.options().repository().password(), "");
    return given.isPresent() ? given.get() : passwords.askForNew("new password", "");
  }

  private ChunkerParameters parameters() throws IOException, InterruptedException {
    var random = context.surroundings().random();
    if (!copyChunker) {
      return switch (chunker) {
        case gear -> ChunkerParameters.Gear.generate(random);
        case rabin -> new ChunkerParameters.Rabin(Polynomial.generate(random));
      };
    }
    var target =
        Target.from(
            fromLocation,
            fromLocationFile,
            new PasswordOptions(fromPasswordFile, fromPasswordCommand, fromNoPassword),
            Optional.ofNullable(fromKeyHint),
            context.surroundings().environment());
    try (var session = context.sessions().open(target, Access.READ)) {
      return session.repository().chunker();
    }
  }

  private void print(Repository repository) throws IOException {
    var id = repository.config().id();
    var place = repository.store().location();
    if (context.json()) {
      Json.message(
          context.console().out(),
          "initialized",
          json -> {
            json.writeStringField("id", id);
            json.writeStringField("repository", place);
          });
    } else {
      context.tell("created repository %s at %s".formatted(id.substring(0, 10), place));
      context.tell("Keep its password safe: without it nobody can read the data, ever.");
    }
  }
}
