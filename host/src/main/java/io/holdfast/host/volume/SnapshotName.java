package io.holdfast.host.volume;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a volume snapshot: it says which run made it.
 *
 * @param run letters, digits, {@code _}, {@code .} and {@code -}, at most 100; file systems and
 *     volume managers all take these
 * @param number tells snapshots of one run apart
 */
public record SnapshotName(String run, int number) {
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final Pattern TEXT = Pattern.compile("holdfast-(.+)-(\\d{1,4})");

  public SnapshotName {
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "a snapshot cannot be named after the run '%s': expected %s".formatted(run, RUN));
    }
    if (number < 0 || number > 9999) {
      throw new IllegalArgumentException("a run's snapshots are numbered 0 to 9999, not " + number);
    }
  }

  /** The name in a text, when it is one of ours. */
  public static Optional<SnapshotName> parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches() || !RUN.matcher(parts.group(1)).matches()) {
      return Optional.empty();
    }
    return Optional.of(new SnapshotName(parts.group(1), Integer.parseInt(parts.group(2))));
  }

  @Override
  public String toString() {
    return "holdfast-%s-%d".formatted(run, number);
  }
}
