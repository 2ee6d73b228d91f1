package io.holdfast.repository;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.config.ChunkerChoice;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.config.ConfigCodec;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.key.KeyRing;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a new repository is made with.
 *
 * @param chunker how it will cut files
 * @param cost of trying a password
 * @param username written into the key file
 * @param hostname written into the key file
 */
public record Creation(
    ChunkerParameters chunker, ScryptParameters cost, String username, String hostname) {
  /**
   * Makes a repository in {@code store}: the key file first, the config last, so that there is a
   * repository only when all of it is there.
   *
   * <p>An earlier attempt that ended in between left a key file; when {@code password} opens it, it
   * is used. The store stays the caller's when this throws.
   *
   * @throws AlreadyExistsException when there is a repository
   * @throws IOException also when there are parts of one, which this must not touch
   */
  public Repository create(ObjectStore store, Password password, SecureRandom random, Instant now)
      throws IOException {
    store.create();
    requireNone(store);
    Unlocked unlocked = key(store, password, random, now);
    boolean created = false;
    try {
      Config config = config(random);
      new SealedObjects(store, unlocked.key(), random).saveConfig(ConfigCodec.encode(config));
      created = true;
      return new Repository(store, unlocked.id(), unlocked.key(), config, random);
    } finally {
      if (!created) {
        unlocked.key().close();
      }
    }
  }

  private record Unlocked(KeyId id, MasterKey key) {}

  private Unlocked key(ObjectStore store, Password password, SecureRandom random, Instant now)
      throws IOException {
    KeyRing keys = new KeyRing(store);
    if (!keys.list().isEmpty()) {
      return switch (keys.open(password, Optional.empty())) {
        case KeyRing.Opening.Opened(KeyId id, MasterKey key) -> new Unlocked(id, key);
        case KeyRing.Opening.NoneFits _ ->
            throw new IOException(
                "%s has key files but no config, and this password opens none of them; use the password of the interrupted init, or remove the folder 'keys' if nothing else is there"
                    .formatted(store.location()));
      };
    }
    MasterKey key = MasterKey.generate(random);
    KeyFile file =
        KeyFile.wrap(key, password, cost, GoTime.format(now), username, hostname, random);
    return new Unlocked(keys.add(file), key);
  }

  private Config config(SecureRandom random) {
    byte[] id = new byte[Sha256.BYTES];
    random.nextBytes(id);
    Polynomial polynomial =
        switch (chunker) {
          case ChunkerParameters.Rabin(Polynomial given) -> given;
          // restic opens the repository too, and insists on a polynomial (F2).
          case ChunkerParameters.Gear _ -> Polynomial.generate(random);
        };
    @Nullable ChunkerChoice choice =
        switch (chunker) {
          case ChunkerParameters.Rabin _ -> null;
          case ChunkerParameters.Gear gear -> Chunkers.choice(gear);
        };
    return new Config(
        Config.CURRENT_VERSION, Sha256.at(id, 0).hex(), polynomial.coefficients(), choice);
  }

  private static void requireNone(ObjectStore store) throws IOException {
    if (store.exists(ObjectName.CONFIG)) {
      throw new AlreadyExistsException(store.location(), ObjectName.CONFIG);
    }
    for (ObjectKind kind : new ObjectKind[] {ObjectKind.SNAPSHOT, ObjectKind.INDEX}) {
      store.list(
          kind,
          (name, size) -> {
            throw new IOException(
                "%s has %s but no config: this is a damaged repository, not an empty place; choose another place, or bring the config back"
                    .formatted(store.location(), name));
          });
    }
  }
}
