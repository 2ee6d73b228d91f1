package io.holdfast.cli.application;

import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Repository;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.Kinds;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
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

  @Mixin private StateOptions state = new StateOptions();

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
  public ExitCode call() throws IOException {
    var sources = sources();
    try (var machine = state.open(context)) {
      switch (machine.kinds().apply(sources, dryRun)) {
        case Reading.Read<List<Kinds.Change>>(var changes) -> {
          for (var change : changes) {
            print(change);
          }
          if (init && !dryRun) {
            create(machine, changes);
          }
        }
        case Reading.Refused<List<Kinds.Change>>(List<Mistake> mistakes) -> {
          mistakes.forEach(mistake -> context.console().say(mistake.toString()));
          throw StopException.usage("nothing was applied");
        }
      }
    }
    return ExitCode.DONE;
  }

  private void print(Kinds.Change change) throws IOException {
    var effect = change.effect().name().toLowerCase(Locale.ROOT);
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

  private void create(Machine machine, List<Kinds.Change> changes) throws IOException {
    for (var change : changes) {
      if (change.kind().equals(Repository.class.getSimpleName())
          && machine.repositories().create(machine.kinds().repository(change.name()))) {
        context.tell(
            "created repository %s; keep its password safe: without it nobody can read the data, ever"
                .formatted(change.name()));
      }
    }
  }

  private List<Source> sources() throws IOException {
    var sources = new ArrayList<Source>();
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

  private static Source source(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw StopException.usage("%s is too large for a file of kinds".formatted(file));
    }
    var directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has one");
    return new Source(file.toString(), directory, Files.readAllBytes(file));
  }
}
