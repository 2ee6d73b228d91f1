package io.holdfast.cli.browse;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.dump.DumpRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast dump}. */
@Command(
    name = "dump",
    description = "Prints a file of a snapshot, or a directory as an archive.",
    footer = {
      "Examples:",
      "  holdfast dump latest /documents/notes.txt",
      "  holdfast dump latest /documents --archive zip --target documents.zip"
    })
public final class DumpCommand implements Callable<ExitCode> {
  /** The kinds of archives, under restic's names. */
  enum ArchiveKind {
    tar(DumpRequest.Format.TAR),
    zip(DumpRequest.Format.ZIP);

    private final DumpRequest.Format format;

    ArchiveKind(DumpRequest.Format format) {
      this.format = format;
    }
  }

  private static final int BUFFER = 1 << 16;

  private final Context context;

  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();

  @Option(
      names = {"-a", "--archive"},
      paramLabel = "KIND",
      description = "What a directory becomes: tar (default) or zip.")
  private ArchiveKind archive = ArchiveKind.tar;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "FILE",
      description = "Write to this new file instead of standard output.")
  private @Nullable Path target;

  @Parameters(
      index = "0",
      paramLabel = "SNAPSHOT[:PATH]",
      description = "The beginning of its id, or latest.")
  private String wanted;

  @Parameters(index = "1", paramLabel = "PATH", description = "A file or directory in it.")
  private String path;

  public DumpCommand(Context context) {
    this.context = context;
    this.wanted = "";
    this.path = "";
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (target == null && context.console().screen().output() && path.endsWith("/")) {
      throw StopException.usage("an archive is nothing for a terminal: use --target");
    }
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var all = SnapshotChoice.candidates(repository, wanted);
      session.loadIndex();
      var place = SnapshotChoice.place(repository, all, wanted, filter.filter(context.usualHost()));
      var request =
          new DumpRequest(place.tree(), TreePath.of(SnapshotChoice.names(path)), archive.format);
      var dump = new Dump(repository);
      if (target == null) {
        context.console().out().flush();
        dump.run(request, context.console().bytes());
        context.console().bytes().flush();
      } else {
        toFile(dump, request, target);
      }
    }
    return ExitCode.DONE;
  }

  // What is cut short must not stay behind and look whole.
  private static void toFile(Dump dump, DumpRequest request, Path file) throws IOException {
    boolean whole = false;
    var opened =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var out = new BufferedOutputStream(opened, BUFFER)) {
      dump.run(request, out);
      out.flush();
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }
}
