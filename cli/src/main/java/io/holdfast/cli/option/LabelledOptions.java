package io.holdfast.cli.option;

import io.holdfast.repository.snapshot.SnapshotFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which snapshots are meant, by what they are labelled with and what they include. */
public final class LabelledOptions {
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

  /** As in restic, one empty host stands for all, whatever the variable says. */
  SnapshotFilter filter(List<String> hosts, Optional<String> usualHost) {
    var meant = hosts.isEmpty() ? usualHost.stream().toList() : hosts;
    return new SnapshotFilter(meant.equals(List.of("")) ? List.of() : meant, groups(tags), paths);
  }

  /** Each text is a group of tags with commas between them. */
  public static List<List<String>> groups(List<String> tags) {
    return tags.stream()
        .map(group -> Arrays.stream(group.split(",", -1)).map(String::strip).toList())
        .toList();
  }
}
