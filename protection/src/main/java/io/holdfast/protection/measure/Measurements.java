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
   * @param kit the newest recovery kit that opens it, or the newest of all when none is known to;
   *     absent while none was exported
   * @param probe absent while nobody has tried to reach it yet
   * @param opening absent while nobody has tried to open it
   * @param pointsUnknown why it is not known whether it has the points that are listed; absent when
   *     it is, or while nobody has looked
   */
  public record Repository(
      RepositoryName name,
      @Nullable Kit kit,
      @Nullable Probe probe,
      @Nullable Opening opening,
      @Nullable String pointsUnknown) {
    /** Why the last attempt did not open it; absent also while there was none. */
    public @Nullable String unopened() {
      return opening == null ? null : opening.failure();
    }
  }

  /**
   * A recovery kit.
   *
   * @param exported when
   * @param key whether the repository still has the key that is in it
   */
  public record Kit(Instant exported, Key key) {
    /** What is known of the key in it. */
    public enum Key {
      THERE,
      GONE,
      UNKNOWN
    }
  }

  /**
   * An attempt to open a repository with the password that is declared. What came of it holds until
   * there is another one; a store that is not reached lets nobody try.
   *
   * @param failure why it did not open, and what to do; absent when it did
   */
  public record Opening(@Nullable String failure) {
    /** Whether it opened. */
    public boolean opened() {
      return failure == null;
    }
  }

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
