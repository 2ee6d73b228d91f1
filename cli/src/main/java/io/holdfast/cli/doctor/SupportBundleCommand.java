package io.holdfast.cli.doctor;

import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.SupportBundleView;
import io.holdfast.api.platform.SupportWish;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast support-bundle}. */
@Command(
    name = "support-bundle",
    description = {
      "Writes everything that somebody who helps needs to know into a zip archive.",
      "",
      "Kinds, runs, facts, metrics, compliance, the state of the catalog and what 'doctor' finds"
          + " are in it. Arguments of commands, and users and queries of URLs, are left out, and"
          + " secrets that can be found are replaced. Look into it before you pass it on."
    },
    footer = {"Examples:", "  holdfast support-bundle bundle.zip"})
public final class SupportBundleCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "FILE", description = "The archive; it must not be there yet.")
  private Path file = Path.of("");

  public SupportBundleCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var doctor =
        new MachineCheck(context)
            .findings().stream().map(Finding::line).collect(Collectors.joining("\n", "", "\n"));
    try (var connection = options.open(context)) {
      var bundle =
          connection.ask(
              Operations.SUPPORT_BUNDLE,
              new SupportWish(List.of(new SupportWish.Further("doctor.txt", doctor))));
      write(Base64.getDecoder().decode(bundle.zip()));
      tell(bundle);
    }
    return ExitCode.DONE;
  }

  /**
   * Nobody else may read it: nobody knows which secrets of theirs applications wrote into words.
   */
  private void write(byte[] zip) throws IOException {
    try (var out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var bytes = ByteBuffer.wrap(zip);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (FileAlreadyExistsException there) {
      throw new StopException(
          ExitCode.USAGE,
          "%s is there already: name a file that is not, or remove it".formatted(file),
          there);
    }
  }

  private void tell(SupportBundleView bundle) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "support_bundle",
          json -> {
            json.writeStringField("file", file.toString());
            Json.texts(json, "names", bundle.names());
          });
      return;
    }
    context
        .console()
        .out()
        .println(
            "%s has %d texts without the secrets that are known; look into it before you pass it on"
                .formatted(file, bundle.names().size()));
  }
}
