package io.holdfast.cli.application;

import io.holdfast.api.platform.BrowseWish;
import io.holdfast.api.platform.EntryList;
import io.holdfast.api.platform.FileWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast point browse}. */
@Command(
    name = "browse",
    description = "Lists what is in a volume of a restore point, or prints a file of it.",
    footer = {
      "Examples:",
      "  holdfast point browse shop newest orders",
      "  holdfast point browse shop newest orders /2026 --recursive",
      "  holdfast point browse shop newest orders --file /2026/one"
    })
final class PointBrowseCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(names = "--recursive", description = "Go into directories.")
  private boolean recursive;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Print what is in this file of the volume, up to 16 MiB.")
  private @Nullable String file;

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "POINT",
      description = "Its id, or newest for the newest complete one that secures no restore.")
  private String point = "";

  @Parameters(index = "2", paramLabel = "VOLUME", description = "The volume's name.")
  private String volume = "";

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "PATH",
      description = "A place below the volume; its top without one.")
  private @Nullable String path;

  PointBrowseCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    if (file != null && (path != null || recursive)) {
      throw StopException.usage("--file prints one file: say neither PATH nor --recursive with it");
    }
    try (var connection = options.open(context)) {
      if (file != null) {
        var content = connection.ask(Operations.READ_FILE, new FileWish(name, point, volume, file));
        context.console().out().flush();
        context.console().bytes().write(Base64.getDecoder().decode(content.content()));
        context.console().bytes().flush();
        return ExitCode.DONE;
      }
      var listed =
          connection.ask(
              Operations.BROWSE_POINT,
              new BrowseWish(name, point, volume, path == null ? "/" : path, recursive));
      for (var entry : listed.entries()) {
        print(entry);
      }
      end(listed);
    }
    return ExitCode.DONE;
  }

  private void print(EntryList.Entry entry) throws IOException {
    if (!context.json()) {
      context
          .console()
          .out()
          .println(
              "%-7s %4s %5d %5d %12d  %s  %s"
                  .formatted(
                      entry.type(),
                      entry.access().mode(),
                      entry.access().uid(),
                      entry.access().gid(),
                      entry.size(),
                      Times.shown(context, entry.modified()),
                      Printable.of(entry.path())));
      return;
    }
    Json.message(
        context.console().out(),
        "entry",
        json -> {
          json.writeStringField("path", entry.path());
          json.writeStringField("type", entry.type());
          json.writeNumberField("size", entry.size());
          json.writeStringField("mode", entry.access().mode());
          json.writeNumberField("uid", entry.access().uid());
          json.writeNumberField("gid", entry.access().gid());
          json.writeStringField("mtime", entry.modified().toString());
        });
  }

  private void end(EntryList listed) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "entries",
          json -> {
            json.writeNumberField("listed", listed.entries().size());
            json.writeNumberField("more", listed.more());
          });
    } else if (listed.more() > 0) {
      context
          .console()
          .say("%d more are not shown: name a directory in it".formatted(listed.more()));
    }
  }
}
