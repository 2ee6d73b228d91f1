package io.holdfast.location;

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
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the store at a location, with what the settings ask for around it; thread-safe. */
public final class Stores {
  private final StoreSettings settings;
  private final Environment environment;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final StoreListener listener;

  /**
   * @param environment who asks a server, where settings and location do not say it
   * @param random spreads repetitions
   */
  public Stores(
      StoreSettings settings,
      Environment environment,
      InstantSource clock,
      RandomGenerator random,
      StoreListener listener) {
    this.settings = settings;
    this.environment = environment;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  /**
   * The store at {@code location}; whether there is a repository in it is another question.
   *
   * @throws UnusableSettingException when the settings do not fit it, or nobody's credentials are
   *     at hand
   */
  public ObjectStore open(Location location) throws IOException {
    @Nullable Bandwidth upload = bandwidth(settings.limits().upload());
    @Nullable Bandwidth download = bandwidth(settings.limits().download());
    return switch (location) {
      case Location.Local(Path directory) ->
          limited(new LocalObjectStore(directory), upload, download);
      case Location.Rest(RestLocation place) ->
          cached(
              repeating(
                  limited(
                      RestObjectStore.open(withUser(place), Patience.DEFAULT, tls()),
                      upload,
                      download)));
      case Location.S3(S3Location place) -> cached(repeating(limited(s3(place), upload, download)));
    };
  }

  /** Lets the store of an opened repository keep copies, now that it is known whose they are. */
  public void keepCopies(ObjectStore store, String repositoryId) {
    if (store instanceof CachingObjectStore caching) {
      settings
          .copies()
          .place(environment)
          .ifPresent(root ->
              caching.keepIn(
                  MetadataCache.at(
                      root,
                      repositoryId,
                      MetadataCache.DEFAULT_MOST_BYTES,
                      clock,
                      listener::unusableCopies)));
    }
  }

  private ObjectStore cached(ObjectStore store) {
    return settings.copies().kept() ? new CachingObjectStore(store) : store;
  }

  private RestLocation withUser(RestLocation place) {
    return environment
        .own("REST_USERNAME")
        .map(user ->
            place.withDefault(
                new RestLocation.Credentials(user, environment.own("REST_PASSWORD").orElse(""))))
        .orElse(place);
  }

  private ObjectStore s3(S3Location place) throws IOException {
    S3Settings usual;
    try {
      usual = S3Settings.of(place, environment.all());
    } catch (IllegalArgumentException nobody) {
      throw new UnusableSettingException(String.valueOf(nobody.getMessage()), nobody);
    }
    @Nullable Tls tls = tls();
    return S3ObjectStore.open(settings.extended().apply(tls == null ? usual : usual.withTls(tls)));
  }

  private @Nullable Tls tls() throws IOException {
    StoreSettings.Trust trust = settings.trust();
    @Nullable Path authorities = file(trust.authorities(), "CACERT");
    @Nullable Path identity = file(trust.identity(), "TLS_CLIENT_CERT");
    return authorities == null && identity == null && !trust.anyServer()
        ? null
        : Tls.of(authorities, identity, trust.anyServer());
  }

  private @Nullable Path file(@Nullable Path given, String variable) {
    return given == null ? environment.own(variable).map(Path::of).orElse(null) : given;
  }

  private static ObjectStore limited(
      ObjectStore store, @Nullable Bandwidth upload, @Nullable Bandwidth download) {
    return upload == null && download == null
        ? store
        : new BandwidthLimitedObjectStore(store, upload, download);
  }

  private ObjectStore repeating(ObjectStore store) {
    RetryPolicy policy = RetryPolicy.DEFAULT;
    return new RetryingObjectStore(
        store,
        policy,
        random,
        Ticker.SYSTEM,
        (attempt, failure, pause) -> listener.repeating(attempt, failure, pause, policy.budget()));
  }

  private static @Nullable Bandwidth bandwidth(int rate) {
    return rate == 0 ? null : new Bandwidth(rate * 1024L, Ticker.SYSTEM);
  }
}
