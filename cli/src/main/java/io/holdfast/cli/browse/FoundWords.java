package io.holdfast.cli.browse;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.snapshot.SnapshotTable;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.find.SearchListener;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.Node;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a search finds to people: a heading for each snapshot that has any. */
final class FoundWords implements SearchListener {
  private final Context context;
  private final boolean isLong;
  private final boolean readable;
  private @Nullable String heading;

  FoundWords(Context context, boolean isLong, boolean readable) {
    this.context = context;
    this.isLong = isLong;
    this.readable = readable;
  }

  @Override
  public void begins(SnapshotId id, Snapshot snapshot) {
    heading =
        "in snapshot %s of %s, %s:"
            .formatted(
                id.hash().brief(),
                Printable.of(snapshot.hostname()),
                SnapshotTable.time(snapshot.time(), context.surroundings().zone()));
  }

  @Override
  public void entry(TreePath path, Node node) {
    print(
        isLong
            ? NodeWords.line(path, node, readable, context.surroundings().zone())
            : Printable.of(path.bytes()));
  }

  @Override
  public void object(Use use) {
    print(
        "%s blob %s in %s"
            .formatted(
                use.type().name().toLowerCase(Locale.ROOT),
                use.id().hex(),
                Printable.of(use.path().bytes())));
  }

  private void print(String line) {
    if (heading != null && !context.options().output().quiet()) {
      context.console().print(heading);
    }
    heading = null;
    context.console().print(line);
  }
}
