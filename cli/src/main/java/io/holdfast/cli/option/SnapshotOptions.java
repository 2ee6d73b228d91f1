package io.holdfast.cli.option;

import io.holdfast.repository.snapshot.SnapshotFilter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which snapshots are meant, where {@code -H} means something else, as in {@code forget}. */
public final class SnapshotOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only snapshots of this host (or HOLDFAST_HOST; '' for any); may be repeated.")
  private List<String> hosts = List.of();

  @Mixin private LabelledOptions labelled = new LabelledOptions();

  /**
   * The snapshots that are meant.
   *
   * @param usualHost counts when no option says which
   */
  public SnapshotFilter filter(Optional<String> usualHost) {
    return labelled.filter(hosts, usualHost);
  }
}
