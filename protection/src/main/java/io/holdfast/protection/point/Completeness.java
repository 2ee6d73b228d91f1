package io.holdfast.protection.point;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the entries of a volume ended.
 *
 * @param captured how many are in the point as they were
 * @param excluded how many a rule left out
 * @param failed how many are missing, or not as they were at one moment
 * @param failures the first of those that failed, at most {@link #MOST}; the volume's snapshot
 *     lists more
 */
public record Completeness(long captured, long excluded, long failed, List<Failure> failures) {
  /** A manifest must stay one that everybody can read. */
  public static final int MOST = 100;

  /**
   * One entry that failed.
   *
   * @param path below the volume, printable
   * @param reason what went wrong
   */
  public record Failure(String path, String reason) {}

  public Completeness {
    failures = List.copyOf(failures);
    if (captured < 0 || excluded < 0 || failed < failures.size() || failures.size() > MOST) {
      throw new IllegalArgumentException(
          "%d captured, %d excluded, %d failed with %d named do not add up"
              .formatted(captured, excluded, failed, failures.size()));
    }
  }

  /** This one, and what was laid over it. */
  public Completeness with(Completeness more) {
    return new Completeness(
        captured + more.captured,
        excluded + more.excluded,
        failed + more.failed,
        Stream.concat(failures.stream(), more.failures.stream()).limit(MOST).toList());
  }

  /** Whether nothing failed. */
  public boolean isComplete() {
    return failed == 0;
  }
}
