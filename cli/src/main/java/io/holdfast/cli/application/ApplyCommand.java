package io.holdfast.cli.application;

import io.holdfast.api.kind.Repository;
import io.holdfast.api.platform.AppliedKinds;
import io.holdfast.api.platform.ApplyKinds;
import io.holdfast.api.platform.KindSource;
import io.holdfast.api.platform.OfRepository;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.Connection;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
  /** A file of kinds is read whole, and refused when it is larger than all of them may be. */
  private static final long LARGEST = 16L << 20;

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
    var question = new ApplyKinds(sources(), dryRun);
    try (var connection = options.open(context)) {
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

  private List<KindSource> sources() throws IOException {
    var sources = new ArrayList<KindSource>();
    for (var file : files) {
      if (Files.isDirectory(file)) {
        try (var entries = Files.list(file)) {
          for (var entry : entries.filter(ApplyCommand::isDocument).sorted().toList()) {
            sources.add(source(entry));
          }
        }
      } else {
        sources.add(source(file));
      }
    }
    if (sources.isEmpty()) {
      throw StopException.usage(
          "there is nothing to apply in %s: expected files that end with .yaml, .yml or .json"
              .formatted(files.getFirst()));
    }
    return sources;
  }

  private static boolean isDocument(Path file) {
    var name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static KindSource source(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw StopException.usage("%s is too large for a file of kinds".formatted(file));
    }
    var directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has one");
    return new KindSource(file.toString(), directory.toString(), text(file));
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException malformed) {
      throw StopException.usage("%s is not UTF-8: expected text of kinds".formatted(file));
    }
  }
}
