package io.holdfast.cli.option;

import io.holdfast.repository.snapshot.SnapshotFilter;
import java.util.List;
import picocli.CommandLine.Option;

/** Which snapshots are meant. */
public final class HostedSnapshotOptions {
  @Option(
      names = {"-H", "--host"},
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
    return SnapshotOptions.filter(hosts, tags, paths);
  }
}
