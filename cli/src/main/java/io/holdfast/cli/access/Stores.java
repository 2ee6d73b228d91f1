package io.holdfast.cli.access;

import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Lines;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.GlobalOptions;
import io.holdfast.repository.s3.S3Location;
import io.holdfast.repository.s3.S3ObjectStore;
import io.holdfast.repository.s3.S3Settings;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.Ticker;
import io.holdfast.repository.store.bandwidth.Bandwidth;
import io.holdfast.repository.store.bandwidth.BandwidthLimitedObjectStore;
import io.holdfast.repository.store.cache.CachingObjectStore;
import io.holdfast.repository.store.cache.MetadataCache;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.Tls;
import io.holdfast.repository.store.rest.RestLocation;
import io.holdfast.repository.store.rest.RestObjectStore;
import io.holdfast.repository.store.retry.RetryPolicy;
import io.holdfast.repository.store.retry.RetryingObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the store at a location, with what the options ask for around it. */
public final class Stores {
  private static final int MOST_RATE = 1 << 30;

  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Console console;

  public Stores(GlobalOptions options, Surroundings surroundings, Console console) {
    this.options = options;
    this.surroundings = surroundings;
    this.console = console;
  }

  /** The store at {@code location}; whether there is a repository in it is another question. */
  public ObjectStore open(Location location) throws IOException {
    var upload = bandwidth("--limit-upload", options.store().uploadRate());
    var download = bandwidth("--limit-download", options.store().downloadRate());
    var extended = ExtendedOptions.of(options.store().extended());
    return switch (location) {
      case Location.Local(var directory) ->
          limited(new LocalObjectStore(directory), upload, download);
      case Location.Rest(var place) ->
          cached(
              repeating(
                  limited(
                      RestObjectStore.open(withUser(place), Patience.DEFAULT, tls()),
                      upload,
                      download)));
      case Location.S3(var place) ->
          cached(repeating(limited(s3(place, extended), upload, download)));
    };
  }

  /** Lets the store of an opened repository keep copies, now that it is known whose they are. */
  void keepCopies(ObjectStore store, String repositoryId) {
    if (store instanceof CachingObjectStore caching) {
      cacheRoot()
          .ifPresent(root ->
              caching.keepIn(
                  MetadataCache.at(
                      root,
                      repositoryId,
                      MetadataCache.DEFAULT_MOST_BYTES,
                      surroundings.clock(),
                      this::tellUnusable)));
    }
  }

  /** Where copies are kept; empty when nowhere. */
  public Optional<Path> cacheRoot() {
    var environment = surroundings.environment();
    if (options.store().noCache()) {
      return Optional.empty();
    }
    return Optional.ofNullable(options.store().cacheDirectory())
        .or(() -> environment.named("HOLDFAST_CACHE_DIR").map(Path::of))
        .or(() -> environment.named("XDG_CACHE_HOME").map(home -> Path.of(home, "holdfast")))
        .or(() -> environment.named("HOME").map(home -> Path.of(home, ".cache", "holdfast")));
  }

  private ObjectStore cached(ObjectStore store) {
    return options.store().noCache() ? store : new CachingObjectStore(store);
  }

  private void tellUnusable(Path directory, IOException failure) {
    console.say(
        "nothing can be kept in the cache %s (%s); this only takes longer"
            .formatted(directory, failure.getMessage()));
  }

  private RestLocation withUser(RestLocation place) {
    var environment = surroundings.environment();
    return environment
        .own("REST_USERNAME")
        .map(user ->
            place.withDefault(
                new RestLocation.Credentials(user, environment.own("REST_PASSWORD").orElse(""))))
        .orElse(place);
  }

  private ObjectStore s3(S3Location place, ExtendedOptions extended) throws IOException {
    S3Settings settings;
    try {
      settings = S3Settings.of(place, surroundings.environment().all());
    } catch (IllegalArgumentException nobody) {
      throw new StopException(ExitCode.USAGE, String.valueOf(nobody.getMessage()), nobody);
    }
    var tls = tls();
    return S3ObjectStore.open(extended.apply(tls == null ? settings : settings.withTls(tls)));
  }

  private @Nullable Tls tls() throws IOException {
    var authorities = file(options.store().certificates(), "CACERT");
    var identity = file(options.store().clientCertificate(), "TLS_CLIENT_CERT");
    boolean anyServer = options.store().anyServer();
    return authorities == null && identity == null && !anyServer
        ? null
        : Tls.of(authorities, identity, anyServer);
  }

  private @Nullable Path file(@Nullable Path option, String variable) {
    return option == null
        ? surroundings.environment().own(variable).map(Path::of).orElse(null)
        : option;
  }

  private static ObjectStore limited(
      ObjectStore store, @Nullable Bandwidth upload, @Nullable Bandwidth download) {
    return upload == null && download == null
        ? store
        : new BandwidthLimitedObjectStore(store, upload, download);
  }

  private ObjectStore repeating(ObjectStore store) {
    return new RetryingObjectStore(
        store, RetryPolicy.DEFAULT, surroundings.random(), Ticker.SYSTEM, this::tell);
  }

  private void tell(int attempt, IOException failure, Duration pause) {
    // Also with --quiet, as in restic: for a quarter of an hour, nothing else says what is wrong.
    var words =
        "%s; try %d follows in %s, the last one within %s"
            .formatted(
                failure.getMessage(),
                attempt + 1,
                pause.toSeconds() > 0 ? Amounts.time(pause) : "under a second",
                Amounts.time(RetryPolicy.DEFAULT.budget()));
    new Lines(console, options.output().json(), false).warned(words, words, _ -> {});
  }

  private static @Nullable Bandwidth bandwidth(String option, int rate) throws StopException {
    if (rate < 0 || rate > MOST_RATE) {
      throw StopException.usage(
          "%s is %d: expected KiB per second, or 0 for no limit".formatted(option, rate));
    }
    return rate == 0 ? null : new Bandwidth(rate * 1024L, Ticker.SYSTEM);
  }
}
