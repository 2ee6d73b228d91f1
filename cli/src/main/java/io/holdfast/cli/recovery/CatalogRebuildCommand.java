package io.holdfast.cli.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.apply.Applied;
import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.KindFiles;
import io.holdfast.cli.platform.StateOptions;
import io.holdfast.cli.platform.ThisMachine;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast catalog rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Brings back what this machine knew from its repositories: applications, policies, restore"
          + " points, the ledger.",
      "",
      "Repositories are those that files declare, those that the catalog still knows, and the one"
          + " that --repo and --password-file name, as a recovery kit does. Nothing is changed"
          + " until all of them were read. No server may run here meanwhile."
    },
    footer = {
      "Examples:",
      "  holdfast catalog rebuild --repo store --password-file key",
      "  holdfast catalog rebuild -f repository.yaml",
      "  holdfast catalog rebuild --replace"
    })
final class CatalogRebuildCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private StateOptions options = new StateOptions();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "Declares repositories: a file, or a directory of .yaml, .yml and .json files.")
  private List<Path> files = List.of();

  @Option(
      names = "--replace",
      description = "Also in the place of a catalog that has something, or does not open.")
  private boolean replace;

  CatalogRebuildCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    Found.requireKey(context.options().repository());
    var environment = context.surroundings().environment();
    var here = ThisMachine.equipment(context);
    var declared = declared();
    if (context.options().repository().location() != null) {
      declared.addAll(Found.repositories(context.options().repository(), here.repositories()));
    }
    var outcome =
        Machine.rebuild(
            options.directory(environment),
            options.catalog(environment),
            here,
            new Rebuild.Request(declared, replace));
    switch (outcome) {
      case Rebuild.Outcome.Refused(String reason) ->
          throw new StopException(ExitCode.REFUSED_BY_POLICY, reason);
      case Rebuild.Outcome.Rebuilt(var report) -> {
        var words = new RebuildWords(context, report);
        if (context.json()) {
          words.printJson();
        } else {
          words.print();
        }
      }
    }
    return ExitCode.DONE;
  }

  private List<Repository> declared() throws PlatformException, IOException {
    var declared = new ArrayList<Repository>();
    if (files.isEmpty()) {
      return declared;
    }
    var sources = new ArrayList<Source>();
    for (var file : KindFiles.read(files)) {
      sources.add(new Source(file.name(), Path.of(file.directory()), file.text().getBytes(UTF_8)));
    }
    switch (Kinds.read(sources)) {
      case Reading.Refused<Applied>(var mistakes) ->
          throw PlatformException.mistaken("nothing was rebuilt", mistakes);
      case Reading.Read<Applied>(var applied) -> {
        for (var kind : applied.kinds()) {
          if (kind instanceof Repository repository) {
            declared.add(repository);
          }
        }
      }
    }
    if (declared.isEmpty()) {
      throw StopException.usage(
          "no file declares a repository: expected at least one document of kind Repository");
    }
    return declared;
  }
}
