package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.repository.store.ObjectKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast list}. */
@Command(
    name = "list",
    description = "Lists the ids of a kind of object in the store.",
    footer = {"Examples:", "  holdfast list packs"})
final class ListCommand implements Callable<ExitCode> {
  /** The kinds under restic's names. */
  enum Kind {
    snapshots(ObjectKind.SNAPSHOT),
    packs(ObjectKind.PACK),
    index(ObjectKind.INDEX),
    keys(ObjectKind.KEY),
    locks(ObjectKind.LOCK);

    private final ObjectKind kind;

    Kind(ObjectKind kind) {
      this.kind = kind;
    }
  }

  private final Context context;

  @Parameters(paramLabel = "KIND", description = "snapshots, packs, index, keys or locks.")
  private Kind kind;

  ListCommand(Context context) {
    this.context = context;
    this.kind = Kind.snapshots;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    // A lock of our own would be among those listed.
    try (var session =
        context.sessions().open(kind == Kind.locks ? Access.UNLOCKED : Access.READ)) {
      for (var name : ObjectIds.all(session.repository().store(), kind.kind)) {
        context.console().out().println(name.name());
      }
    }
    return ExitCode.DONE;
  }
}
