package io.holdfast.repository.key;

import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.Unlock;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.lock.RepositoryLock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * Adds, removes and replaces the passwords of an open repository, under a lock.
 *
 * <p>The key file in use is never removed but for another one that was tried, so at every moment
 * some password opens the repository. The master key stays: whoever copied it, or a key file and
 * its password, can read on.
 */
public final class KeyChanges {
  private final KeyRing ring;
  private final KeyId inUse;
  private final MasterKey master;
  private final KeyAuthor author;

  /**
   * @param inUse the key file that opened the repository
   * @param master the key in it
   */
  public KeyChanges(KeyRing ring, KeyId inUse, MasterKey master, KeyAuthor author) {
    this.ring = ring;
    this.inUse = inUse;
    this.master = master;
    this.author = author;
  }

  /**
   * Adds a key file for another password, and makes sure that it opens the repository.
   *
   * @throws IOException also when there are as many as restic tries already
   */
  public KeyId add(Password password, RepositoryLock lock) throws IOException {
    int count = ring.ids().size();
    if (count >= KeyRing.MOST_TRIED) {
      throw new IOException(
          "cannot add a password: there are %d, and no program tries more than %d; remove one first"
              .formatted(count, KeyRing.MOST_TRIED));
    }
    return addAndTry(password, lock);
  }

  /**
   * Replaces the password in use: adds the new one, tries it, then removes the old one.
   *
   * @return the new key file
   * @throws IOException also when the old one cannot be removed, as from a store that only takes
   *     more: then both open the repository
   */
  public KeyId change(Password password, RepositoryLock lock) throws IOException {
    requireExclusive(lock);
    KeyId added = addAndTry(password, lock);
    lock.requireHeld();
    try {
      ring.remove(inUse);
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException failed) {
      throw new IOException(
          "the new password opens the repository by key %s, but the old key %s could not be removed: %s; 'holdfast key remove %s' tries it again"
              .formatted(
                  added.hash().brief(),
                  inUse.hash().brief(),
                  failed.getMessage(),
                  inUse.hash().brief()),
          failed);
    }
    return added;
  }

  /**
   * Removes a key file, unless it is the one in use, and so never the last one.
   *
   * @param wanted the beginning of its id
   * @throws IOException also when the one in use is not there any more
   */
  public KeyRemoval remove(String wanted, RepositoryLock lock) throws IOException {
    requireExclusive(lock);
    List<KeyId> fitting =
        ring.ids().stream().filter(id -> !wanted.isEmpty() && id.hex().startsWith(wanted)).toList();
    if (fitting.isEmpty()) {
      return new KeyRemoval.NoSuch(wanted);
    }
    if (fitting.size() > 1) {
      return new KeyRemoval.Ambiguous(wanted, fitting);
    }
    KeyId id = fitting.getFirst();
    if (id.equals(inUse)) {
      return new KeyRemoval.InUse(id);
    }
    // Somebody may have removed the one in use; then this one may be the last.
    var _ = ring.read(inUse);
    lock.requireHeld();
    ring.remove(id);
    return new KeyRemoval.Removed(id);
  }

  private KeyId addAndTry(Password password, RepositoryLock lock) throws IOException {
    KeyFile file =
        KeyFile.wrap(
            master,
            password,
            author.cost(),
            GoTime.format(author.clock().instant()),
            author.username(),
            author.hostname(),
            author.random());
    lock.requireHeld();
    KeyId id = ring.add(file);
    boolean tried = false;
    try {
      tried = unlocks(ring.read(id), password);
    } finally {
      if (!tried) {
        ring.remove(id);
      }
    }
    if (!tried) {
      throw new IOException(
          "the new key file did not open the repository, so it was removed again; check this"
              + " machine's memory and CPU");
    }
    return id;
  }

  private boolean unlocks(KeyFile file, Password password) {
    return switch (file.unlock(password)) {
      case Unlock.Opened(MasterKey key) -> {
        try (key) {
          yield key.equals(master);
        }
      }
      case Unlock.WrongPassword _, Unlock.Unsupported _ -> false;
    };
  }

  private static void requireExclusive(RepositoryLock lock) {
    if (!lock.exclusive()) {
      throw new IllegalArgumentException("key files are removed under an exclusive lock");
    }
  }
}
