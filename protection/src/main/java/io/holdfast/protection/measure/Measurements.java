package io.holdfast.protection.measure;

import io.holdfast.protection.name.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known now of everything that is declared.
 *
 * @param taken when this was put together, by this machine's clock
 * @param version the program's
 * @param coverage absent while no policy names directories that must be covered
 */
public record Measurements(
    Instant taken,
    String version,
    List<MeasuredApplication> applications,
    List<Repository> repositories,
    @Nullable Coverage coverage) {
  public Measurements {
    applications = List.copyOf(applications);
    repositories = List.copyOf(repositories);
    requireDistinct("application", applications.stream().map(MeasuredApplication::name).toList());
    requireDistinct("repository", repositories.stream().map(Repository::name).toList());
  }

  /** Two series with the same labels make Prometheus refuse all of them. */
  private static void requireDistinct(String what, List<?> names) {
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "each %s is measured once, but these are %s".formatted(what, names));
    }
  }

  /**
   * A repository.
   *
   * @param kitExported when its recovery kit was last exported; absent while it never was
   * @param probe absent while nobody has tried to reach it yet
   * @param pointsUnknown why it is not known whether it has the points that are listed; absent when
   *     it is, or while nobody has looked
   */
  public record Repository(
      RepositoryName name,
      @Nullable Instant kitExported,
      @Nullable Probe probe,
      @Nullable String pointsUnknown) {}

  /**
   * An attempt to reach a repository's store.
   *
   * @param time when it ended
   * @param failure why it was not reached; absent when it was
   * @param clockDifference how far the store's clock is ahead of this machine's; absent when the
   *     store tells no time
   */
  public record Probe(Instant time, @Nullable String failure, @Nullable Duration clockDifference) {
    public boolean reached() {
      return failure == null;
    }
  }

  /**
   * The directories that must belong to a volume, and do not.
   *
   * @param checked when all of the policies' directories were last read; absent while they never
   *     could be
   * @param unprotected as seen then
   */
  public record Coverage(@Nullable Instant checked, List<String> unprotected) {
    public Coverage {
      unprotected = List.copyOf(unprotected);
    }
  }
}
