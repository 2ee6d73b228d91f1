package io.holdfast.repository.key;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.Unlock;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.RepeatedRead;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The key files in a store. */
public final class KeyRing {
  /** restic tries no more, so a repository with more would lock its users out by chance. */
  public static final int MOST_TRIED = 20;

  private static final int LARGEST = 64 << 10;

  private final ObjectStore store;

  public KeyRing(ObjectStore store) {
    this.store = store;
  }

  /** What came of trying a password. */
  public sealed interface Opening {
    /**
     * A key file took the password.
     *
     * @param key for the caller to close
     */
    record Opened(KeyId id, MasterKey key) implements Opening {}

    /**
     * None did.
     *
     * @param tried on so many key files
     * @param unusable key files that could not be tried, each with the reason
     */
    record NoneFits(int tried, List<String> unusable) implements Opening {
      public NoneFits {
        unusable = List.copyOf(unusable);
      }
    }
  }

  /**
   * Tries the password on the key files, the hinted one first.
   *
   * <p>A key file of another kind is passed over and reported; stock restic stops at it (F7).
   */
  public Opening open(Password password, Optional<String> hint) throws IOException {
    List<String> unusable = new ArrayList<>();
    int looked = 0;
    int tried = 0;
    for (KeyId id : hintedFirst(ids(), hint)) {
      if (looked == MOST_TRIED) {
        unusable.add("more than " + MOST_TRIED + " key files: name one with --key-hint");
        break;
      }
      Optional<KeyFile> file = readOrSkip(id, unusable);
      if (file.isEmpty()) {
        continue;
      }
      looked++;
      switch (file.get().unlock(password)) {
        case Unlock.Opened(MasterKey key) -> {
          return new Opening.Opened(id, key);
        }
        case Unlock.WrongPassword() -> tried++;
        case Unlock.Unsupported(String why) ->
            unusable.add("key " + id.hash().brief() + ": " + why);
      }
    }
    return new Opening.NoneFits(tried, unusable);
  }

  /** All key files that can be read, by id. */
  public Map<KeyId, KeyFile> list() throws IOException {
    Map<KeyId, KeyFile> files = new TreeMap<>();
    for (KeyId id : ids()) {
      files.put(id, read(id));
    }
    return files;
  }

  /** Stores a key file. */
  public KeyId add(KeyFile file) throws IOException {
    byte[] bytes = file.encode();
    Sha256 hash = Sha256.of(bytes);
    store.put(ObjectName.of(ObjectKind.KEY, hash), ObjectContent.of(bytes));
    return new KeyId(hash);
  }

  /** Removes a key file; the caller has made sure that another one remains. */
  public void remove(KeyId id) throws IOException {
    store.delete(name(id));
  }

  private Optional<KeyFile> readOrSkip(KeyId id, List<String> unusable) throws IOException {
    try {
      return Optional.of(read(id));
    } catch (NoSuchObjectException removedMeanwhile) {
      return Optional.empty();
    } catch (DamagedObjectException damaged) {
      unusable.add(damaged.getMessage());
      return Optional.empty();
    }
  }

  /**
   * One key file.
   *
   * @throws DamagedObjectException when the stored bytes are not what was written
   */
  public KeyFile read(KeyId id) throws IOException {
    return RepeatedRead.ifDamaged(() -> readOnce(id));
  }

  private KeyFile readOnce(KeyId id) throws IOException {
    ObjectName name = name(id);
    long size = store.size(name);
    if (size > LARGEST) {
      throw new DamagedObjectException(
          name, "it has %d bytes, expected at most %d".formatted(size, LARGEST));
    }
    byte[] bytes = store.read(name, 0, (int) size);
    if (!Sha256.of(bytes).equals(id.hash())) {
      throw new DamagedObjectException(name, "the SHA-256 of its bytes is not its name");
    }
    try {
      return KeyFile.decode(bytes);
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(name, malformed);
    }
  }

  /** The ids of all key files, sorted, whether they can be read or not. */
  public List<KeyId> ids() throws IOException {
    List<KeyId> ids = new ArrayList<>();
    store.list(ObjectKind.KEY, (name, size) -> ids.add(new KeyId(name.hash())));
    ids.sort(null);
    return ids;
  }

  private static List<KeyId> hintedFirst(List<KeyId> ids, Optional<String> hint) {
    if (hint.isEmpty()) {
      return ids;
    }
    List<KeyId> ordered = new ArrayList<>(ids);
    ordered.sort((a, b) -> Boolean.compare(fits(b, hint.get()), fits(a, hint.get())));
    return ordered;
  }

  private static boolean fits(KeyId id, String prefix) {
    return id.hex().startsWith(prefix);
  }

  private static ObjectName name(KeyId id) {
    return ObjectName.of(ObjectKind.KEY, id.hash());
  }
}
