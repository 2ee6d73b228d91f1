package io.holdfast.cli.recovery;

import io.holdfast.api.platform.KitView;
import io.holdfast.api.platform.KitWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast recovery-kit}. */
@Command(
    name = "recovery-kit",
    description = {
      "Writes down what brings everything back on an empty machine: as text, as JSON, and as a page"
          + " to print.",
      "",
      "The key of the repository is in it: whoever holds the kit reads everything. A server writes"
          + " it on its own machine; the key goes over no network."
    },
    footer = {"Examples:", "  holdfast recovery-kit main stick"})
public final class RecoveryKitCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "REPOSITORY", description = "The repository's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "A directory that is there, outside of what is protected.")
  private Path directory = Path.of("");

  public RecoveryKitCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var kit =
          connection.ask(
              Operations.EXPORT_KIT, new KitWish(name, directory.toAbsolutePath().toString()));
      if (context.json()) {
        printJson(kit);
      } else {
        print(kit);
      }
    }
    return ExitCode.DONE;
  }

  private void print(KitView kit) {
    kit.files().forEach(file -> context.tell("wrote " + file));
    context.tell("fingerprint " + kit.fingerprint());
    context.console().out().flush();
    kit.warnings().forEach(warning -> context.console().say(warning));
    context
        .console()
        .say(
            "each of these files holds the key of repository %s, and whoever has it reads everything: print one, keep it where this machine is not, and leave no copy here"
                .formatted(name));
  }

  private void printJson(KitView kit) throws IOException {
    Json.message(
        context.console().out(),
        "recovery_kit",
        json -> {
          json.writeStringField("repository", name);
          Json.texts(json, "files", kit.files());
          json.writeStringField("fingerprint", kit.fingerprint());
          Json.texts(json, "warnings", kit.warnings());
        });
  }
}
