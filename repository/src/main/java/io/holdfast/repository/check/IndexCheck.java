package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.id.IndexId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.PackBlobs;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/** Loads the index files, going on after those that cannot be read. */
final class IndexCheck {
  // Each thread holds one file's bytes in three forms, as when the index is loaded otherwise.
  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  private final Repository repository;
  private final Findings findings;
  private final CheckListener listener;
  private final BlobIndex index;
  private final Set<PackId> split = new TreeSet<>();
  private final LongAdder marked = new LongAdder();

  IndexCheck(Repository repository, Findings findings, CheckListener listener) {
    this.repository = repository;
    this.findings = findings;
    this.listener = listener;
    this.index = repository.index();
  }

  /** Fills the repository's index and returns how many index files there are. */
  int run() throws IOException {
    Collection<ObjectName> names =
        FileCheck.list(repository.store(), ObjectKind.INDEX, findings).keySet();
    listener.begins(Step.INDEX, names.size());
    try (Tasks tasks = Tasks.computing("index", Math.min(THREADS, names.size()), THREADS)) {
      for (ObjectName name : names) {
        tasks.submit(() -> load(name));
      }
      tasks.join();
    }
    split.forEach(pack -> findings.add(new Damage.SplitPack(pack)));
    if (index.copyCount() > 0) {
      findings.add(new Remark.RepeatedBlobs(index.copyCount()));
    }
    if (marked.sum() > 0) {
      findings.add(new Remark.MarkedPacks(marked.sum()));
    }
    return names.size();
  }

  /** The packs whose blobs stand in several index files, a part in each. */
  Set<PackId> split() {
    return split;
  }

  private void load(ObjectName name) throws IOException {
    try {
      marked.add(IndexFile.read(repository.objects().load(name), this::add).packsToDelete());
    } catch (NoSuchObjectException replacedMeanwhile) {
      return;
    } catch (IOException failure) {
      findings.add(new Damage.UnreadableIndex(new IndexId(name.hash()), Findings.reason(failure)));
    }
    listener.advances(Step.INDEX, 1);
  }

  private void add(PackId pack, PackBlobs blobs) {
    switch (index.add(pack, blobs)) {
      case NEW -> {}
      case REPEATED -> findings.add(new Remark.RepeatedPack(pack));
      case SPLIT -> {
        synchronized (split) {
          split.add(pack);
        }
      }
    }
  }
}
