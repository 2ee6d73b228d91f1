package io.holdfast.host.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.kind.Repository;
import io.holdfast.api.repository.RepositorySpec;
import io.holdfast.api.repository.StoreCredentials;
import io.holdfast.api.value.ByteSize;
import io.holdfast.catalog.RepositoryIds;
import io.holdfast.host.repository.RepositoryClosedException.Why;
import io.holdfast.location.Environment;
import io.holdfast.location.ExtendedOptions;
import io.holdfast.location.Location;
import io.holdfast.location.LockWait;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.location.StoreListener;
import io.holdfast.location.StoreSettings;
import io.holdfast.location.Stores;
import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the repositories that kinds declare; thread-safe. */
public final class Repositories {
  private final Environment environment;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ScryptParameters cost;
  private final LockTiming timing;
  private final Secrets secrets;
  private final Identity identity;
  private final byte[] salt = new byte[16];

  /**
   * @param cost of trying a password, for new repositories
   */
  public Repositories(
      Environment environment, InstantSource clock, SecureRandom random, ScryptParameters cost) {
    this(environment, clock, random, cost, LockTiming.RESTIC, new Identity.Unknown());
  }

  /** The same with other times of locks, for repositories that nobody else uses. */
  public Repositories locking(LockTiming other) {
    return new Repositories(environment, clock, random, cost, other, identity);
  }

  private Repositories(
      Environment environment,
      InstantSource clock,
      SecureRandom random,
      ScryptParameters cost,
      LockTiming timing,
      Identity identity) {
    this.timing = timing;
    this.environment = environment;
    this.clock = clock;
    this.random = random;
    this.cost = cost;
    this.secrets = new Secrets(environment);
    this.identity = identity;
    random.nextBytes(salt);
  }

  /**
   * The same for those that a catalog is about: what is in the place of one of them and has another
   * id is not opened, for whatever the catalog lists would be struck off by it; nor is one under
   * another name than its own, for nobody finds the facts of a second name later.
   */
  public Repositories knowing(RepositoryIds catalog) {
    return new Repositories(environment, clock, random, cost, timing, new Identity.Listed(catalog));
  }

  /** The same for those of whatever id that are called by the names in their ledgers. */
  public Repositories named() {
    return new Repositories(environment, clock, random, cost, timing, new Identity.Name());
  }

  /**
   * Opens one.
   *
   * @param patience how long to wait while others hold a lock
   * @throws RepositoryClosedException when it is not to be had; the store failing is another
   *     IOException
   */
  public Session open(Repository declared, Opener.Lock lock, Duration patience)
      throws IOException, InterruptedException {
    Stores stores = stores(declared);
    Opener opener = new Opener(stores, environment, clock, random, timing);
    try (Password password = secrets.password(declared.name(), declared.spec().password())) {
      return switch (opener.open(
          location(declared), password, lock, new LockWait(patience, clock, _ -> {}))) {
        case Opener.Outcome.Open(Session session) -> meant(declared, session);
        case Opener.Outcome.Closed(Opening why) -> throw closed(declared, why);
        case Opener.Outcome.Locked(var holders) ->
            throw new RepositoryClosedException(
                Why.LOCKED,
                "repository %s is locked by %s; wait for that, or remove what a dead process left by 'holdfast unlock'"
                    .formatted(
                        declared.name(),
                        String.join(
                            ", ",
                            holders.stream()
                                .map(holder ->
                                    "process %d on %s"
                                        .formatted(holder.processId(), holder.hostname()))
                                .toList())));
      };
    }
  }

  private Session meant(Repository declared, Session session) throws IOException {
    boolean right = false;
    try {
      identity.require(declared, session);
      right = true;
      return session;
    } finally {
      if (!right) {
        session.close();
      }
    }
  }

  /** As messages show the id of one. */
  public static String brief(String id) {
    return id.substring(0, 8);
  }

  /** The same, with its index. */
  public Session openWithIndex(Repository declared, Opener.Lock lock, Duration patience)
      throws IOException, InterruptedException {
    Session session = open(declared, lock, patience);
    boolean loaded = false;
    try {
      session.loadIndex();
      loaded = true;
      return session;
    } finally {
      if (!loaded) {
        session.close();
      }
    }
  }

  private RepositoryClosedException closed(Repository declared, Opening why) throws IOException {
    return switch (why) {
      case Opening.NoRepository(String place) -> absent(declared, place);
      case Opening.WrongPassword _ ->
          new RepositoryClosedException(
              Why.WRONG_PASSWORD,
              "no key of repository %s takes the password that spec.password names: put back the former one, or the one of the recovery kit; when it was changed on purpose, name the new one"
                  .formatted(declared.name()));
      case Opening.NoUsableKey _ ->
          new RepositoryClosedException(
              Why.NO_KEY,
              "no key file of repository %s can be used; a sound copy of one opens it"
                  .formatted(declared.name()));
      case Opening.Opened _ -> throw new IllegalStateException("it is open");
    };
  }

  private RepositoryClosedException absent(Repository declared, String place) throws IOException {
    return new RepositoryClosedException(
        Why.ABSENT,
        identity
            .id(declared)
            .map(id ->
                "there is no repository at %s, where %s of the catalog (%s) was: mount or bring it back, or correct spec.location; when it is lost for good, declare a new one under a name of its own: what the catalog lists stays listed"
                    .formatted(place, declared.name(), brief(id)))
            .orElse("there is no repository at %s: %s".formatted(place, remedy())));
  }

  /** Whoever looks for what a lost machine had does not want an empty one in its place. */
  private String remedy() {
    return switch (identity) {
      case Identity.Unknown _, Identity.Name _ ->
          "compare the address with where it was, and mount it if it is a disk";
      case Identity.Listed _ -> "'holdfast apply --init' makes it";
    };
  }

  /** The password of one, as the recovery kit writes it out: for nothing else. */
  public String passwordForKit(Repository declared) throws IOException {
    return secrets.passwordText(declared.name(), declared.spec().password());
  }

  /**
   * Another text for each other password of one, to tell that it was changed. It is a salted hash:
   * outside of this process it says nothing, and it is written nowhere all the same.
   */
  public String passwordMark(Repository declared) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    digest.update(salt);
    digest.update(
        secrets.passwordText(declared.name(), declared.spec().password()).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The id that the catalog has of one; empty while it lists nothing of it. */
  public Optional<String> id(Repository declared) throws IOException {
    return identity.id(declared);
  }

  /**
   * Makes it when it is absent.
   *
   * @return whether it was made
   * @throws RepositoryClosedException when it was there once: an empty one is not put in its place
   */
  public boolean create(Repository declared) throws IOException {
    try (ObjectStore store = stores(declared).open(location(declared));
        Password password = secrets.password(declared.name(), declared.spec().password())) {
      if (identity.id(declared).isPresent() && !store.exists(ObjectName.CONFIG)) {
        throw absent(declared, store.location());
      }
      try (var made =
          new Creation(
                  ChunkerParameters.Gear.generate(random),
                  cost,
                  System.getProperty("user.name", ""),
                  Host.name())
              .create(store, password, random, clock.instant())) {
        identity.keep(declared, made.config().id());
        return true;
      }
    } catch (AlreadyExistsException there) {
      return false; // which is what was wanted
    }
  }

  /** The variables in which secrets may be. */
  public Environment environment() {
    return environment;
  }

  /**
   * The store of one, for what needs no password; the caller closes it.
   *
   * @throws IOException when the store is not reached, or has no repository
   */
  public ObjectStore store(Repository declared) throws IOException {
    ObjectStore store = stores(declared).open(location(declared));
    boolean there = false;
    try {
      if (!store.exists(ObjectName.CONFIG)) {
        // An empty mount point would answer, too.
        throw absent(declared, store.location());
      }
      there = true;
      return store;
    } finally {
      if (!there) {
        store.close();
      }
    }
  }

  private static Location location(Repository declared) {
    return Location.parse(declared.spec().location().text());
  }

  private Stores stores(Repository declared) throws IOException {
    RepositorySpec spec = declared.spec();
    StoreSettings settings =
        new StoreSettings(
            new StoreSettings.Limits(
                kibibytes(spec.limits().upload()), kibibytes(spec.limits().download())),
            StoreSettings.Trust.DEFAULT,
            new StoreSettings.Copies(
                spec.cache().enabled(),
                spec.cache().directory() == null ? null : Path.of(spec.cache().directory())),
            ExtendedOptions.NONE);
    return new Stores(settings, credentials(declared), clock, random, StoreListener.SILENT);
  }

  /** Whom the store sees; what the kind does not say comes from this process's variables. */
  private Environment credentials(Repository declared) throws IOException {
    @Nullable StoreCredentials named = declared.spec().credentials();
    if (named == null) {
      return environment;
    }
    String what = "the credential of repository " + declared.name();
    String id = secrets.secret(what, named.id());
    String secret = secrets.secret(what, named.secret());
    Map<String, String> variables = new HashMap<>();
    for (String name :
        new String[] {"HOME", "XDG_CACHE_HOME", "AWS_REGION", "AWS_DEFAULT_REGION"}) {
      environment.named(name).ifPresent(value -> variables.put(name, value));
    }
    variables.put("AWS_ACCESS_KEY_ID", id);
    variables.put("AWS_SECRET_ACCESS_KEY", secret);
    variables.put("HOLDFAST_REST_USERNAME", id);
    variables.put("HOLDFAST_REST_PASSWORD", secret);
    if (named.sessionToken() != null) {
      variables.put("AWS_SESSION_TOKEN", secrets.secret(what, named.sessionToken()));
    }
    return new Environment(variables);
  }

  private static int kibibytes(@Nullable ByteSize rate) {
    return rate == null ? 0 : (int) Math.clamp(rate.bytes() / 1024, 1L, StoreSettings.Limits.MOST);
  }
}
