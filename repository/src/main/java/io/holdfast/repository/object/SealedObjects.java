package io.holdfast.repository.object;

import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.codec.FileWrapping;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;

/** Saves and loads encrypted objects that are not packs; thread-safe. */
public final class SealedObjects {
  private final ObjectStore store;
  private final MasterKey key;
  private final SecureRandom random;

  public SealedObjects(ObjectStore store, MasterKey key, SecureRandom random) {
    this.store = store;
    this.key = key;
    this.random = random;
  }

  /**
   * The largest stored size that is read at all, so that no store can make us run out of memory.
   */
  static int mostStoredBytes(ObjectKind kind) {
    return switch (kind) {
      case CONFIG, LOCK -> 1 << 20;
      case SNAPSHOT -> 64 << 20;
      case INDEX -> 128 << 20;
      case KEY, PACK -> throw new IllegalArgumentException("a " + kind + " is no sealed object");
    };
  }

  private static int mostPlainBytes(ObjectKind kind) {
    return switch (kind) {
      // What its reader takes; twice that would not fit the memory of small machines.
      case INDEX -> mostStoredBytes(kind);
      case CONFIG, KEY, LOCK, SNAPSHOT, PACK -> 2 * mostStoredBytes(kind);
    };
  }

  /**
   * The JSON inside an object.
   *
   * @throws DamagedObjectException when the stored bytes are not what was written
   */
  public byte[] load(ObjectName name) throws IOException {
    byte[] plain = RepeatedRead.ifDamaged(() -> open(name));
    try {
      return name.kind() == ObjectKind.CONFIG
          ? plain
          : FileWrapping.unwrap(plain, mostPlainBytes(name.kind()));
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(name, malformed);
    }
  }

  /** An object that is ready to be stored under its name. */
  public record Sealed(ObjectName name, ObjectContent content) {}

  /** Stores JSON as an object of {@code kind} and returns the name it got. */
  public ObjectName save(ObjectKind kind, byte[] json) throws IOException {
    Sealed sealed = seal(kind, json);
    save(sealed);
    return sealed.name();
  }

  /** Stores an object; when that fails it may be there all the same. */
  public void save(Sealed sealed) throws IOException {
    store.near().put(sealed.name(), sealed.content());
  }

  /** Makes JSON an object of {@code kind}. */
  public Sealed seal(ObjectKind kind, byte[] json) throws IOException {
    byte[] wrapped;
    try (Compressor compressor = new Compressor(CompressionLevel.AUTO)) {
      wrapped = FileWrapping.wrap(json, compressor);
    }
    byte[] sealed = seal(wrapped);
    return new Sealed(ObjectName.of(kind, Sha256.of(sealed)), ObjectContent.of(sealed));
  }

  /** Stores the config, of which there is one, ever. */
  public void saveConfig(byte[] json) throws IOException {
    store.put(ObjectName.CONFIG, ObjectContent.of(seal(json)));
  }

  private byte[] seal(byte[] plain) throws IOException {
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, random)) {
      byte[] sealed = cipher.seal(plain);
      // A wrong CPU or JIT must show here and not at the restore; packs are compared, too.
      if (!Arrays.equals(plain, cipher.open(sealed))) {
        throw new IOException(
            "encrypted bytes do not decrypt to what they were; check this machine's memory and"
                + " CPU");
      }
      return sealed;
    }
  }

  private byte[] open(ObjectName name) throws IOException {
    ObjectStore near = store.near();
    long size = near.size(name);
    int most = mostStoredBytes(name.kind());
    if (size < AuthenticatedCipher.OVERHEAD || size > most) {
      throw new DamagedObjectException(
          name,
          "it has %d bytes, expected %d to %d".formatted(size, AuthenticatedCipher.OVERHEAD, most));
    }
    byte[] sealed = near.read(name, 0, (int) size);
    if (name.kind() != ObjectKind.CONFIG && !Sha256.of(sealed).equals(name.hash())) {
      throw new DamagedObjectException(name, "the SHA-256 of its bytes is not its name");
    }
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, random)) {
      return cipher.open(sealed);
    } catch (AuthenticationException forged) {
      throw new DamagedObjectException(name, forged);
    }
  }
}
