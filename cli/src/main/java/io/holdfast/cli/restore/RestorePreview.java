package io.holdfast.cli.restore;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.Step;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;

/** Shows the steps of a restore: the same that would be carried out. */
final class RestorePreview {
  private final Context context;
  private long entries;
  private long bytes;
  private long deletions;
  private long refusals;

  RestorePreview(Context context) {
    this.context = context;
  }

  void print(Restore restore) throws IOException {
    restore.preview(this::count);
    if (context.json()) {
      Json.message(
          context.console().out(),
          "summary",
          json -> {
            json.writeBooleanField("dry_run", true);
            json.writeNumberField("total_entries", entries);
            json.writeNumberField("total_bytes", bytes);
            json.writeNumberField("files_deleted", deletions);
            json.writeNumberField("failed", refusals);
          });
      return;
    }
    context.tell(
        "would restore %s (%s at most), remove %s, and could not restore %s"
            .formatted(
                Amounts.count(entries, "entry", "entries"),
                Amounts.bytes(bytes),
                Amounts.count(deletions, "entry", "entries"),
                Amounts.count(refusals, "entry", "entries")));
    context.tell("This was a trial run: nothing was written");
  }

  private void count(Step step) {
    switch (step) {
      case Step.Create(var _, var node) -> restored(node);
      case Step.Replace(var _, var node, var _) -> restored(node);
      case Step.Compare(var _, var node) -> restored(node);
      case Step.Adjust(var _, var _) -> entries++;
      case Step.Keep _, Step.Omit _ -> {}
      case Step.Delete _ -> deletions++;
      case Step.Refuse _ -> refusals++;
    }
    if (context.options().output().verbosity() > 0) {
      context.tell("%-9s %s".formatted(word(step), Printable.of(step.path().bytes())));
    }
  }

  private void restored(Node node) {
    entries++;
    bytes += node instanceof FileNode file ? file.size() : 0;
  }

  static String word(Step step) {
    return switch (step) {
      case Step.Create _ -> "create";
      case Step.Replace _ -> "replace";
      case Step.Compare _ -> "compare";
      case Step.Adjust _ -> "adjust";
      case Step.Keep _ -> "keep";
      case Step.Omit _ -> "omit";
      case Step.Delete _ -> "delete";
      case Step.Refuse _ -> "refuse";
    };
  }
}
