package io.holdfast.repository;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.config.ConfigCodec;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.key.KeyRing;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** What came of opening a repository. */
public sealed interface Opening {
  /** It is open; the caller closes it. */
  record Opened(Repository repository) implements Opening {}

  /** There is none at this place. */
  record NoRepository(String location) implements Opening {}

  /**
   * No key file took the password.
   *
   * @param unusable key files that could not be tried, each with the reason
   */
  record WrongPassword(List<String> unusable) implements Opening {
    public WrongPassword {
      unusable = List.copyOf(unusable);
    }
  }

  /**
   * There was no key file to try a password on.
   *
   * @param unusable those that are there, each with the reason; empty when the store listed none,
   *     although every repository has one
   */
  record NoUsableKey(List<String> unusable) implements Opening {
    public NoUsableKey {
      unusable = List.copyOf(unusable);
    }
  }

  /**
   * Opens the repository in {@code store} with {@code password}.
   *
   * <p>When no repository comes of it, the store stays open and is the caller's.
   *
   * @param keyHint the beginning of the id of the key file to try first
   */
  static Opening open(
      ObjectStore store, Password password, Optional<String> keyHint, SecureRandom random)
      throws IOException {
    if (!store.exists(ObjectName.CONFIG)) {
      return new NoRepository(store.location());
    }
    return switch (new KeyRing(store).open(password, keyHint)) {
      case KeyRing.Opening.NoneFits(int tried, List<String> unusable) ->
          tried > 0 ? new WrongPassword(unusable) : new NoUsableKey(unusable);
      case KeyRing.Opening.Opened(KeyId id, MasterKey key) -> {
        boolean opened = false;
        try {
          Config config = config(new SealedObjects(store, key, random));
          opened = true;
          yield new Opened(new Repository(store, id, key, config, random));
        } finally {
          if (!opened) {
            key.close();
          }
        }
      }
    };
  }

  private static Config config(SealedObjects objects) throws IOException {
    Config config;
    try {
      config = ConfigCodec.decode(objects.load(ObjectName.CONFIG));
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(ObjectName.CONFIG, malformed);
    }
    if (config.version() != Config.CURRENT_VERSION) {
      throw new IOException(
          "this repository is of version %d of the format, expected %d; convert it with 'restic migrate upgrade_repo_v2'"
              .formatted(config.version(), Config.CURRENT_VERSION));
    }
    if (!Chunkers.isKnown(config)) {
      throw new IOException(
          "this repository cuts files with a chunker that this version does not know; use a newer"
              + " holdfast, or restore with restic");
    }
    try {
      Chunkers.of(config);
    } catch (IllegalArgumentException unusable) {
      throw new DamagedObjectException(ObjectName.CONFIG, String.valueOf(unusable.getMessage()));
    }
    return config;
  }
}
