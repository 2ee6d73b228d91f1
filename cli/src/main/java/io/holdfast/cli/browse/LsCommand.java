package io.holdfast.cli.browse;

import static java.util.stream.Collectors.joining;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.cli.snapshot.SnapshotJson;
import io.holdfast.cli.snapshot.SnapshotTable;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.list.ListRequest;
import io.holdfast.repository.list.Listing;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast ls}. */
@Command(
    name = "ls",
    description = "Lists the files and directories in a snapshot.",
    footer = {
      "Examples:",
      "  holdfast ls latest",
      "  holdfast ls -l latest /documents",
      "  holdfast ls latest --json"
    })
public final class LsCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();

  @Option(
      names = {"-l", "--long"},
      description = "Show permissions, owner, size and time.")
  private boolean isLong;

  @Option(names = "--human-readable", description = "Show sizes with units.")
  private boolean readable;

  @Option(names = "--recursive", description = "Go into directories below those named, too.")
  private boolean recursive;

  @Option(
      names = {"-s", "--sort"},
      paramLabel = "ORDER",
      description = "By name (default), size, time (or mtime), atime, ctime or extension.")
  private ListOrder order = ListOrder.name;

  @Option(names = "--reverse", description = "The other way round.")
  private boolean reverse;

  @Parameters(
      index = "0",
      paramLabel = "SNAPSHOT[:PATH]",
      description = "The beginning of its id, or latest.")
  private String wanted;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PATH",
      description = "Only this and what is in it; everything without any.")
  private List<String> paths = List.of();

  public LsCommand(Context context) {
    this.context = context;
    this.wanted = "";
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var all = SnapshotChoice.candidates(repository, wanted);
      session.loadIndex();
      var place = SnapshotChoice.place(repository, all, wanted, filter.filter(context.usualHost()));
      var request =
          new ListRequest(
              paths.stream().map(path -> TreePath.of(SnapshotChoice.names(path))).toList(),
              recursive || paths.isEmpty());
      announce(place);
      var base = TreePath.of(place.path());
      var collected = new ArrayList<ListOrder.Entry>();
      boolean isAsFound = order == ListOrder.name && !reverse;
      var listed =
          Listing.of(
              repository,
              place.tree(),
              request,
              (path, node) -> {
                if (isAsFound) {
                  print(below(base, path), node);
                } else {
                  collected.add(new ListOrder.Entry(below(base, path), node));
                }
              });
      collected.sort(order.comparator());
      for (var entry : reverse ? collected.reversed() : collected) {
        print(entry.path(), entry.node());
      }
      if (!listed.absent().isEmpty()) {
        throw StopException.failed(
            "the snapshot has no %s"
                .formatted(
                    listed.absent().stream()
                        .map(path -> Printable.of(path.bytes()))
                        .collect(joining(", "))));
      }
    }
    return ExitCode.DONE;
  }

  private static TreePath below(TreePath base, TreePath path) {
    var full = base;
    for (var name : path.names()) {
      full = full.child(name);
    }
    return full;
  }

  private void announce(SnapshotChoice.Place place) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "snapshot",
          json -> {
            json.writeStringField("struct_type", "snapshot");
            SnapshotJson.writeFields(json, place.id(), place.snapshot());
          });
    } else if (!context.options().output().quiet()) {
      context
          .console()
          .say(
              "snapshot %s of %s, %s"
                  .formatted(
                      place.id().hash().brief(),
                      Printable.of(place.snapshot().hostname()),
                      SnapshotTable.time(place.snapshot().time(), context.surroundings().zone())));
    }
  }

  private void print(TreePath path, Node node) throws IOException {
    var out = context.console().out();
    if (context.json()) {
      Json.line(
          out,
          json -> {
            json.writeStartObject();
            json.writeStringField("message_type", "node");
            json.writeStringField("struct_type", "node");
            NodeWords.writeFields(json, path, node);
            json.writeEndObject();
          });
    } else if (isLong) {
      out.println(NodeWords.line(path, node, readable, context.surroundings().zone()));
    } else {
      out.println(Printable.of(path.bytes()));
    }
  }
}
