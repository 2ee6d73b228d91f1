package io.holdfast.location;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a store is reached; values that are absent come from an {@link Environment}.
 *
 * @param limits on what it transfers
 * @param trust in servers, and what they are shown
 * @param copies that are kept nearby
 * @param extended settings of single kinds of stores
 */
public record StoreSettings(Limits limits, Trust trust, Copies copies, ExtendedOptions extended) {
  public static final StoreSettings DEFAULT =
      new StoreSettings(Limits.NONE, Trust.DEFAULT, Copies.USUAL, ExtendedOptions.NONE);

  /**
   * How fast bytes may go.
   *
   * @param upload KiB per second; 0 for no limit
   * @param download KiB per second; 0 for no limit
   */
  public record Limits(int upload, int download) {
    /** The fastest that is a limit. */
    public static final int MOST = 1 << 30;

    public static final Limits NONE = new Limits(0, 0);

    public Limits {
      requirePossible("upload", upload);
      requirePossible("download", download);
    }

    private static void requirePossible(String what, int rate) {
      if (rate < 0 || rate > MOST) {
        throw new UnusableSettingException(
            "the limit of the %s is %d: expected KiB per second, or 0 for no limit"
                .formatted(what, rate));
      }
    }
  }

  /**
   * Which servers are believed.
   *
   * @param authorities a file of certificates in PEM; absent for {@code HOLDFAST_CACERT}, else for
   *     those that the JDK trusts
   * @param identity a file with a certificate and its key in PEM, which servers are shown; absent
   *     for {@code HOLDFAST_TLS_CLIENT_CERT}
   * @param anyServer whether every certificate is believed
   */
  public record Trust(@Nullable Path authorities, @Nullable Path identity, boolean anyServer) {
    public static final Trust DEFAULT = new Trust(null, null, false);
  }

  /**
   * Copies of what is read often, for stores that are not on this machine.
   *
   * @param kept whether there are any
   * @param directory absent for {@code HOLDFAST_CACHE_DIR}, else for the usual place
   */
  public record Copies(boolean kept, @Nullable Path directory) {
    public static final Copies USUAL = new Copies(true, null);
    public static final Copies NONE = new Copies(false, null);

    /** Where they are; empty when nowhere. */
    public Optional<Path> place(Environment environment) {
      if (!kept) {
        return Optional.empty();
      }
      return Optional.ofNullable(directory)
          .or(() -> environment.named("HOLDFAST_CACHE_DIR").map(Path::of))
          .or(() -> environment.named("XDG_CACHE_HOME").map(home -> Path.of(home, "holdfast")))
          .or(() -> environment.named("HOME").map(home -> Path.of(home, ".cache", "holdfast")));
    }
  }
}
