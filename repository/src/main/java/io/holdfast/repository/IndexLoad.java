package io.holdfast.repository;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Reads all index files into the index, several at a time. */
final class IndexLoad {
  // Each thread holds one file's bytes in three forms, some 30 MB; more would not be faster, for
  // decoding is what takes the time.
  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  private IndexLoad() {}

  /** Returns the names of the files that were listed. */
  static Set<ObjectName> all(ObjectStore store, SealedObjects objects, BlobIndex index)
      throws IOException {
    Set<ObjectName> names = new TreeSet<>();
    store.list(ObjectKind.INDEX, (name, size) -> names.add(name));
    try (Tasks tasks = Tasks.computing("index", Math.min(THREADS, names.size()), THREADS)) {
      for (ObjectName name : names) {
        tasks.submit(() -> load(name, objects, index));
      }
      tasks.join();
    }
    if (!names.isEmpty()) {
      // The files' bytes are garbage now, some 30 MB for each thread. The serial collector would
      // rather let the heap grow by that than look; this early it takes milliseconds.
      System.gc();
    }
    return names;
  }

  private static void load(ObjectName name, SealedObjects objects, BlobIndex index)
      throws IOException {
    byte[] json;
    try {
      json = objects.load(name);
    } catch (NoSuchObjectException replacedMeanwhile) {
      // A prune that runs beside us wrote its successor before it removed this file; whoever needs
      // a blob that is in neither is told so by name.
      return;
    }
    try {
      IndexFile.read(json, index::add);
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(name, malformed);
    }
  }
}
