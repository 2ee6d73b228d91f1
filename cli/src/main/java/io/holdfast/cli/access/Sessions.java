package io.holdfast.cli.access;

import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.GlobalOptions;
import io.holdfast.location.HostLocks;
import io.holdfast.location.Location;
import io.holdfast.location.LockWait;
import io.holdfast.location.Session;
import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.lock.Locking;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.lock.UnwritableLockException;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.dry.DryRunObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the repository that the options and variables name. */
public final class Sessions {
  private static final int TRIES = 3;

  private static final String STALE =
      "its holder is gone, or did not renew it for 30 minutes: 'holdfast unlock' removes it";

  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Console console;
  private final StoreWiring stores;
  private final Passwords passwords;

  /** Nobody is asked twice when a command opens its repository again. */
  private final Map<String, Password> passwordsThatOpened = new HashMap<>();

  public Sessions(GlobalOptions options, Surroundings surroundings, Console console) {
    this.options = options;
    this.surroundings = surroundings;
    this.console = console;
    this.stores = new StoreWiring(options, surroundings, console);
    this.passwords = new Passwords(surroundings.environment(), console);
  }

  public StoreWiring stores() {
    return stores;
  }

  public Passwords passwords() {
    return passwords;
  }

  /** Whether the command line or a variable names a repository. */
  public boolean isRepositoryNamed() {
    return Target.isNamed(options.repository(), surroundings.environment());
  }

  /** Where the repository is that the command line names. */
  public Location location() throws IOException {
    return Target.of(options.repository(), surroundings.environment()).location();
  }

  /** How many calls the store may be made at the same time. */
  public int connections() throws IOException {
    return stores.connections(location());
  }

  /** Opens the repository and takes the lock. */
  public Session open(Access access) throws IOException, InterruptedException {
    if (options.repository().noLock() && !access.mayGoUnlocked() && access != Access.UNLOCKED) {
      throw StopException.usage(
          "--no-lock is only possible where nothing is changed: leave it out");
    }
    return open(Target.of(options.repository(), surroundings.environment()), access);
  }

  /** Opens another repository than the one that the global options name. */
  public Session open(Target target, Access access) throws IOException, InterruptedException {
    var repository = repository(target, access);
    boolean opened = false;
    try {
      var unlocked =
          access == Access.UNLOCKED || (options.repository().noLock() && access.mayGoUnlocked());
      var session = new Session(repository, unlocked ? null : lock(repository, access));
      opened = true;
      return session;
    } finally {
      if (!opened) {
        repository.close();
      }
    }
  }

  /** The locks of a repository, as this process takes part in them. */
  public Locks locks(Repository repository) throws IOException {
    return HostLocks.of(repository, surroundings.environment(), surroundings.clock());
  }

  private Repository repository(Target target, Access access) throws IOException {
    var real = stores.open(target.location());
    var store = access == Access.TRIAL ? new DryRunObjectStore(real, surroundings.clock()) : real;
    boolean opened = false;
    try {
      var repository = repository(store, target);
      opened = true;
      if (access != Access.READ_ALONE) { // a check has to see what the store itself holds
        stores.keepCopies(real, repository.config().id());
      }
      return repository;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  private Repository repository(ObjectStore store, Target target) throws IOException {
    var known = Optional.ofNullable(passwordsThatOpened.get(target.prefix()));
    var given = known.isPresent() ? known : passwords.given(target.password(), target.prefix());
    int tries = given.isEmpty() && passwords.canAskAgain() ? TRIES : 1;
    for (int attempt = 1; ; attempt++) {
      var password =
          given.isPresent() ? given.get() : passwords.ask(target.prompt(), target.prefix());
      boolean kept = false;
      try {
        switch (Opening.open(store, password, target.keyHint(), surroundings.random())) {
          case Opening.Opened(var repository) -> {
            kept = true;
            passwordsThatOpened.put(target.prefix(), password);
            return repository;
          }
          case Opening.NoRepository(var location) ->
              throw new StopException(
                  ExitCode.NO_SUCH_REPOSITORY,
                  "there is no repository at %s; 'holdfast init' makes one".formatted(location));
          case Opening.NoUsableKey(var unusable) -> {
            unusable.forEach(console::say);
            throw StopException.failed(noUsableKey(store.location(), unusable.isEmpty()));
          }
          case Opening.WrongPassword(var unusable) -> {
            unusable.forEach(console::say);
            if (attempt == tries) {
              throw new StopException(
                  ExitCode.WRONG_PASSWORD,
                  "no key of %s takes this password, which came from %s"
                      .formatted(
                          store.location(), passwords.source(target.password(), target.prefix())));
            }
            console.say("no key takes this password, try again");
          }
        }
      } finally {
        if (!kept && known.isEmpty()) {
          password.close();
        }
      }
    }
  }

  private static String noUsableKey(String location, boolean noneListed) {
    return noneListed
        ? "%s lists no key file, and no repository is without one: try again, for listings may be late; a copy of a file in keys/ opens it"
            .formatted(location)
        : "no key file of %s can be used; a sound copy of one opens the repository"
            .formatted(location);
  }

  private RepositoryLock lock(Repository repository, Access access)
      throws IOException, InterruptedException {
    Host.ignoreHangups(); // from here on restic may ask by one whether we live
    var locks = locks(repository);
    var wait =
        new LockWait(options.repository().retryLock(), surroundings.clock(), this::tellWaiting);
    return switch (wait.ask(() -> ask(locks, access))) {
      case Locking.Acquired(var lock) -> lock;
      case Locking.Refused refused ->
          throw new StopException(ExitCode.LOCKED, explain(repository, locks, refused));
    };
  }

  private void tellWaiting(Duration left) {
    if (!options.output().quiet()) {
      console.say("the repository is locked; waiting up to " + Amounts.time(left));
    }
  }

  /** Whoever would wait for a lock has to be sure of it before the command begins. */
  private Locking ask(Locks locks, Access access) throws IOException, InterruptedException {
    try {
      return access.preparesBeforeItsLockIsCertain() && options.repository().retryLock().isZero()
          ? locks.claim(access.exclusive())
          : locks.acquire(access.exclusive());
    } catch (UnwritableLockException refused) {
      if (!access.mayGoUnlocked()) {
        throw refused;
      }
      throw new StopException(
          ExitCode.FAILED,
          refused.getMessage() + "; with --no-lock this command needs to write nothing",
          refused);
    }
  }

  private String explain(Repository repository, Locks locks, Locking.Refused refused)
      throws IOException {
    Instant now;
    @Nullable String stale = null;
    try {
      now = locks.now();
      for (var lock : refused.holders()) {
        stale = locks.isStale(lock) ? STALE : stale;
      }
    } catch (RefusedException readOnly) {
      now = surroundings.clock().instant();
    }
    return "%s is locked by %s; %s"
        .formatted(
            repository.store().location(),
            LockWords.holders(refused.holders(), now),
            stale == null ? "try again later, or wait with --retry-lock 10m" : stale);
  }
}
