package io.holdfast.cli.backup;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.backup.ParentChoice;
import io.holdfast.repository.forget.Grouping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How unchanged files are told. */
final class ComparisonOptions {
  @Option(
      names = "--parent",
      paramLabel = "SNAPSHOT",
      description = "Compare with this snapshot (default: the newest of the group).")
  private @Nullable String parent;

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "CRITERIA",
      description =
          "What makes snapshots a group for --parent: host, paths, tags, or several with commas"
              + " (default: host,paths).")
  private String groupBy = "host,paths";

  @Option(
      names = {"-f", "--force"},
      description = "Read every file, whether it seems changed or not.")
  private boolean force;

  @Option(
      names = "--ignore-inode",
      description = "Other inodes and change times do not make a file changed.")
  private boolean ignoreInode;

  @Option(names = "--ignore-ctime", description = "Other change times do not make a file changed.")
  private boolean ignoreChangeTime;

  BackupRequest.Comparison comparison() throws StopException {
    return new BackupRequest.Comparison(choice(), ignoreInode, ignoreChangeTime || ignoreInode);
  }

  private ParentChoice choice() throws StopException {
    if (force) {
      return new ParentChoice.None();
    }
    if (parent != null) {
      return new ParentChoice.Given(parent);
    }
    try {
      var grouping = Grouping.parse(groupBy);
      return new ParentChoice.Newest(grouping.host(), grouping.paths(), grouping.tags());
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage("--group-by: " + malformed.getMessage());
    }
  }
}
