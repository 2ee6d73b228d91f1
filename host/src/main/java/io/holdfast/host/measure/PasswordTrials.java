package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.key.KeyRing;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.vault.kit.RecoveryKit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens repositories with the passwords that are declared, to know whether that still goes.
 *
 * <p>Trying a password is made to take its time, so one that opened is not tried again while it,
 * the declaration and the keys stay as they are. One that did not is: a damaged key file may be
 * mended in its place. Thread-safe.
 */
final class PasswordTrials {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Repositories repositories;
  private final InstantSource clock;

  /** What opened, by the name of the repository. */
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /**
   * What a trial is of.
   *
   * @param password a mark of it
   */
  private record Trial(Repository repository, String password, List<KeyId> keys) {}

  /**
   * A trial that went well.
   *
   * @param id of what it opened
   */
  private record Opened(Trial trial, String id) {}

  PasswordTrials(Repositories repositories, InstantSource clock) {
    this.repositories = repositories;
    this.clock = clock;
  }

  /**
   * How it stands with the keys of a repository.
   *
   * @throws IOException when the store does not list them
   */
  KeysSeen of(Repository repository) throws IOException, InterruptedException {
    Instant time = clock.instant();
    List<KeyId> keys;
    try (ObjectStore store = repositories.store(repository)) {
      keys = sound(new KeyRing(store));
    }
    try {
      return new KeysSeen(null, kits(open(repository, keys), keys, time));
    } catch (IOException closed) {
      return new KeysSeen(
          String.valueOf(closed.getMessage()),
          repositories.id(repository).map(id -> kits(id, keys, time)).orElse(null));
    }
  }

  /** A file that was damaged in its place has the name that it had, and opens nothing any more. */
  private static List<KeyId> sound(KeyRing ring) throws IOException {
    List<KeyId> sound = new ArrayList<>();
    for (KeyId id : ring.ids()) {
      try {
        ring.read(id);
        sound.add(id);
      } catch (DamagedObjectException | NoSuchObjectException unusable) {
        // it opens nothing, whatever its name says
      } catch (RefusedException others) {
        sound.add(id); // not for this user; whether one of his opens is tried next
      }
    }
    return sound;
  }

  /** Opens one, and tells its id. */
  private String open(Repository repository, List<KeyId> keys)
      throws IOException, InterruptedException {
    var trial = new Trial(repository, repositories.passwordMark(repository), keys);
    @Nullable Opened before = opened.get(repository.name());
    if (before != null && before.trial.equals(trial)) {
      return before.id;
    }
    try (Session session = repositories.open(repository, Opener.Lock.NONE, PATIENCE)) {
      String id = session.repository().config().id();
      opened.put(repository.name(), new Opened(trial, id));
      return id;
    }
  }

  private static KeysSeen.Kits kits(String repository, List<KeyId> keys, Instant time) {
    return new KeysSeen.Kits(
        time,
        keys.stream()
            .map(key -> RecoveryKit.fingerprint(repository, key.hex()))
            .collect(Collectors.toSet()));
  }
}
