package io.holdfast.cli.application;

import io.holdfast.api.kind.Repository;
import io.holdfast.api.platform.AppliedKinds;
import io.holdfast.api.platform.ApplyKinds;
import io.holdfast.api.platform.OfRepository;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.Connection;
import io.holdfast.cli.platform.KindFiles;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast apply}. */
@Command(
    name = "apply",
    description = {
      "Declares what is protected, and how: repositories, policies and applications, in YAML.",
      "",
      "Either all documents are taken or none; every mistake is told with its file, line and"
          + " column."
    },
    footer = {
      "Examples:",
      "  holdfast apply -f shop.yaml",
      "  holdfast apply -f kinds --dry-run",
      "  holdfast apply -f shop.yaml --init"
    })
public final class ApplyCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description = "A file, or a directory whose .yaml, .yml and .json files are meant.")
  private List<Path> files = List.of();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be done.")
  private boolean dryRun;

  @Option(names = "--init", description = "Make the repositories that are not there yet.")
  private boolean init;

  public ApplyCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var question = new ApplyKinds(KindFiles.read(files), dryRun);
    try (var connection = options.openOrBegin(context)) {
      var applied = connection.ask(Operations.APPLY, question);
      var changes = applied.changes();
      for (var change : changes) {
        print(change);
      }
      applied.notes().forEach(context.console()::say);
      if (init && !dryRun) {
        create(connection, changes);
      }
    }
    return ExitCode.DONE;
  }

  private void print(AppliedKinds.Change change) throws IOException {
    var effect = change.effect().word();
    if (context.json()) {
      Json.message(
          context.console().out(),
          "applied",
          json -> {
            json.writeStringField("kind", change.kind());
            json.writeStringField("name", change.name());
            json.writeStringField("effect", effect);
            json.writeBooleanField("dry_run", dryRun);
          });
    } else {
      context.tell(
          "%s/%s %s%s"
              .formatted(
                  change.kind().toLowerCase(Locale.ROOT),
                  change.name(),
                  effect,
                  dryRun ? " (dry run)" : ""));
    }
  }

  private void create(Connection connection, List<AppliedKinds.Change> changes)
      throws PlatformException, IOException, InterruptedException {
    for (var change : changes) {
      if (change.kind().equals(Repository.class.getSimpleName())
          && connection.ask(Operations.MAKE_REPOSITORY, new OfRepository(change.name())).made()) {
        context.tell(
            "created repository %s; keep its password safe: without it nobody can read the data, ever"
                .formatted(change.name()));
      }
    }
  }
}
