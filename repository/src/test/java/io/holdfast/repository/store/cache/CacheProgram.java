package io.holdfast.repository.store.cache;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** A program that uses a cache in a hurry, to be run beside another one or to be killed. */
final class CacheProgram {
  static final String ID = "0123abcd".repeat(8);

  /** Small enough that old copies must go all the time. */
  static final long MOST_BYTES = 3_000_000;

  private static final int OBJECTS = 100;

  private CacheProgram() {}

  /** Which command starts it. */
  static List<String> command(Path root, int rounds, int seed) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        CacheProgram.class.getName(),
        root.toString(),
        Integer.toString(rounds),
        Integer.toString(seed));
  }

  /** Takes the caches' root, how many rounds, and a seed. */
  public static void main(String[] arguments) throws IOException {
    run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }

  /** Ends with an exception when it is given other bytes than those of the object. */
  static void run(Path root, int rounds, int seed) throws IOException {
    MemoryObjectStore store = new MemoryObjectStore();
    CachingObjectStore caching = new CachingObjectStore(store);
    caching.keepIn(
        MetadataCache.at(
            root,
            ID,
            MOST_BYTES,
            InstantSource.system(),
            (directory, failure) -> {
              throw new IllegalStateException("cannot use " + directory, failure);
            }));
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = object(random.nextInt(OBJECTS));
      ObjectName name = ObjectName.of(ObjectKind.PACK, Sha256.of(bytes));
      if (random.nextInt(3) == 0) {
        caching.near().put(name, ObjectContent.of(bytes));
      } else {
        store.put(name, ObjectContent.of(bytes));
      }
      if (!Sha256.of(caching.near().read(name, 0, bytes.length)).equals(name.hash())) {
        throw new IOException("wrong bytes for " + name);
      }
    }
  }

  private static byte[] object(int number) {
    byte[] bytes = new byte[100_000];
    new Random(number).nextBytes(bytes);
    return bytes;
  }
}
