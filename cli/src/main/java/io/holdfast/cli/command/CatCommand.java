package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.Repository;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast cat}. */
@Command(
    name = "cat",
    description = "Prints an object of the repository, decrypted.",
    footer = {"Examples:", "  holdfast cat config", "  holdfast cat snapshot latest"})
final class CatCommand implements Callable<ExitCode> {
  /** What can be printed, under restic's names. */
  enum Kind {
    config,
    snapshot,
    tree,
    blob,
    index,
    key,
    lock,
    pack
  }

  private final Context context;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "config, snapshot, tree, blob, index, key, lock or pack.")
  private Kind kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The beginning of its id; for a tree, also a snapshot's; blobs need all of it.")
  private @Nullable String id;

  CatCommand(Context context) {
    this.context = context;
    this.kind = Kind.config;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (kind == Kind.config ? id != null : id == null) {
      throw StopException.usage(
          kind == Kind.config
              ? "there is one config only: leave the id out"
              : "cat %s needs an id".formatted(kind));
    }
    try (var session = context.sessions().open(Access.READ)) {
      print(session.repository(), id == null ? "" : id);
    }
    return ExitCode.DONE;
  }

  private void print(Repository repository, String wanted) throws IOException {
    switch (kind) {
      case config -> print(repository.config());
      case snapshot -> {
        var chosen = SnapshotChoice.one(repository, wanted, SnapshotFilter.ANY);
        sealed(repository, ObjectName.of(ObjectKind.SNAPSHOT, chosen.id().hash()));
      }
      case index -> sealed(repository, find(repository, ObjectKind.INDEX, wanted));
      case lock -> sealed(repository, find(repository, ObjectKind.LOCK, wanted));
      case key -> {
        var bytes = whole(repository, find(repository, ObjectKind.KEY, wanted));
        Json.indented(context.console().out(), bytes);
      }
      case pack -> raw(whole(repository, find(repository, ObjectKind.PACK, wanted)));
      case tree -> tree(repository, wanted);
      case blob -> blob(repository, wanted);
    }
  }

  // The secret that decides where files are cut stays out: this output ends up in bug reports.
  private void print(Config config) throws IOException {
    Json.line(
        context.console().out(),
        json -> {
          json.useDefaultPrettyPrinter();
          json.writeStartObject();
          json.writeNumberField("version", config.version());
          json.writeStringField("id", config.id());
          json.writeStringField("chunker_polynomial", Long.toHexString(config.polynomial()));
          var chunker = config.chunker();
          if (chunker != null) {
            json.writeStringField("holdfast_chunker", chunker.name());
          }
          json.writeEndObject();
        });
  }

  private void sealed(Repository repository, ObjectName name) throws IOException {
    Json.indented(context.console().out(), repository.objects().load(name));
  }

  private void tree(Repository repository, String wanted) throws IOException {
    BlobId tree;
    if (Sha256.isWellFormed(wanted)) {
      tree = BlobId.parse(wanted);
    } else {
      tree = SnapshotChoice.one(repository, wanted, SnapshotFilter.ANY).snapshot().tree();
    }
    repository.loadIndex();
    try (var codec = repository.newCodec()) {
      Json.indented(context.console().out(), repository.reader().load(BlobType.TREE, tree, codec));
    }
  }

  private void blob(Repository repository, String wanted) throws IOException {
    if (!Sha256.isWellFormed(wanted)) {
      throw StopException.usage("cat blob needs the whole id: 64 digits of 0-9 and a-f");
    }
    var blob = BlobId.parse(wanted);
    repository.loadIndex();
    var type = repository.index().contains(BlobType.DATA, blob) ? BlobType.DATA : BlobType.TREE;
    try (var codec = repository.newCodec()) {
      raw(repository.reader().load(type, blob, codec));
    }
  }

  private void raw(byte[] bytes) throws IOException {
    context.console().out().flush();
    context.console().bytes().write(bytes);
    context.console().bytes().flush();
  }

  private static byte[] whole(Repository repository, ObjectName name) throws IOException {
    long size = repository.store().size(name);
    if (size > Integer.MAX_VALUE - 8) {
      throw StopException.failed("%s is too large to be printed".formatted(name));
    }
    return repository.store().read(name, 0, (int) size);
  }

  private static ObjectName find(Repository repository, ObjectKind kind, String wanted)
      throws IOException {
    return ObjectIds.find(repository.store(), kind, wanted);
  }
}
