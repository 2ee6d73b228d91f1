package io.holdfast.cli.option;

import io.holdfast.repository.snapshot.SnapshotFilter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** Which snapshots are meant, where {@code -H} means something else, as in {@code forget}. */
public final class SnapshotOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only snapshots of this host; may be repeated.")
  private List<String> hosts = List.of();

  @Option(
      names = "--tag",
      paramLabel = "TAG[,TAG...]",
      description = "Only snapshots with all these tags; may be repeated for a choice.")
  private List<String> tags = List.of();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only snapshots that include this absolute path; may be repeated.")
  private List<String> paths = List.of();

  public SnapshotFilter filter() {
    return filter(hosts, tags, paths);
  }

  static SnapshotFilter filter(List<String> hosts, List<String> tags, List<String> paths) {
    return new SnapshotFilter(hosts, groups(tags), paths);
  }

  /** Each text is a group of tags with commas between them. */
  public static List<List<String>> groups(List<String> tags) {
    return tags.stream()
        .map(group -> Arrays.stream(group.split(",", -1)).map(String::strip).toList())
        .toList();
  }
}
