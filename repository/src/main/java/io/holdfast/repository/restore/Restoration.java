package io.holdfast.repository.restore;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.task.Tasks;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries the steps out: makes directories at once, and files batch by batch behind the survey. */
final class Restoration implements Survey.Sink, AutoCloseable {
  /** The first batch is small, so that the work begins at once. */
  private static final long FIRST_WEIGHT = 256;

  private static final long HEAVIEST = 8_192;

  private final RestoreRequest request;
  private final Places places;
  private final Recorder recorder;
  private final Workshop workshop;
  private final Removal removal;
  private final HardLinks hardLinks = new HardLinks();
  private final Fetch fetch;
  private final Tasks batches = Tasks.waiting("restore-batch", 1, 1);
  private Batch batch;
  private long weight = FIRST_WEIGHT;

  Restoration(Repository repository, RestoreRequest request, Places places, Recorder recorder) {
    this.request = request;
    this.places = places;
    this.recorder = recorder;
    MetadataSetter metadata = new MetadataSetter(request.options().ownership(), recorder);
    this.workshop = new Workshop(places, metadata, recorder, request.options().sparse());
    this.removal = new Removal(request.selection(), recorder.counts());
    this.fetch = new Fetch(repository);
    this.batch = new Batch(workshop);
  }

  @Override
  public void step(Place parent, Step step) throws IOException {
    recorder.planned(step);
    switch (step) {
      case Step.Create(TreePath _, Node node) -> make(parent, step, node);
      case Step.Replace(TreePath path, Node node, EntryKind found) -> {
        if (found != EntryKind.DIRECTORY || clear(parent, path)) {
          make(parent, step, node);
        }
      }
      case Step.Compare(TreePath _, FileNode node) -> make(parent, step, node);
      case Step.Adjust(TreePath _, Node node) -> make(parent, step, node);
      case Step.Keep _ -> recorder.counts().keep();
      case Step.Omit(TreePath path, String reason) -> recorder.warned(path, reason);
      case Step.Refuse(TreePath path, String reason) -> recorder.failed(path, reason);
      case Step.Delete _ -> {} // comes with the directory it is in
    }
    flushIfHeavy();
  }

  private void make(Place parent, Step step, Node node) throws IOException {
    HardLinks.First known = hardLinks.find(node);
    if (node instanceof FileNode file) {
      recorder.counts().found(known == null ? file.size() : 0);
    }
    if (known != null) {
      batch.link(parent, step, known);
      return;
    }
    HardLinks.First first = hardLinks.add(parent, node);
    if (node instanceof FileNode file) {
      batch.add(new Draft(workshop, parent, step, file, first));
      return;
    }
    attempt(
        step.path(),
        () -> {
          places.in(parent, directory -> makeSpecial(directory, parent, step, node));
          recorder.counts().other();
          if (first != null) {
            first.isThere();
          }
        });
  }

  private void makeSpecial(Directory directory, Place parent, Step step, Node node)
      throws IOException {
    Special.make(
        directory,
        node,
        parent.partNames().of(node.name().bytes()),
        step instanceof Step.Replace,
        name ->
            workshop.metadata().set(step.path(), node, directory.attributes(name), null, false));
  }

  /** Removes a directory that is in the way; one with something in it only when asked to delete. */
  private boolean clear(Place parent, TreePath path) throws IOException {
    return attempt(
        path,
        () ->
            places.in(
                parent,
                directory -> {
                  try {
                    directory.removeDirectory(path.name().bytes());
                  } catch (PosixException e) {
                    if (e.errno() != Errno.ENOTEMPTY) {
                      throw e;
                    }
                    if (!request.options().delete()) {
                      throw new IOException(
                          "a directory that is not empty is in its place: move it away, or restore"
                              + " with --delete, which removes what the snapshot has not",
                          e);
                    }
                    if (!removal.remove(directory, path)) {
                      throw e;
                    }
                  }
                }));
  }

  @Override
  public boolean enter(Place directory, DirectoryNode node, Step step) throws IOException {
    recorder.planned(step);
    if (step instanceof Step.Adjust) {
      return true;
    }
    Place parent = directory.parent();
    if (parent == null) {
      return true;
    }
    return attempt(
        step.path(),
        () -> {
          places.in(
              parent,
              above -> {
                if (step instanceof Step.Replace) {
                  above.removeFile(directory.name());
                }
                above.createDirectory(directory.name(), 0700);
              });
          directory.made();
        });
  }

  @Override
  public void leave(Place directory, @Nullable DirectoryNode node, List<Step.Delete> deletions)
      throws IOException {
    deletions.forEach(recorder::planned);
    batch.leave(directory, node, deletions);
    flushIfHeavy();
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private boolean attempt(TreePath path, Action action) throws IOException {
    try {
      action.run();
      return true;
    } catch (IOException e) {
      Trouble.throwIfFatal(e);
      recorder.failed(path, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void flushIfHeavy() throws IOException {
    if (batch.weight() >= weight) {
      flush();
    }
  }

  private void flush() throws IOException {
    Batch full = batch;
    batch = new Batch(workshop);
    weight = Math.min(HEAVIEST, weight * 2);
    boolean verify = request.options().verify();
    batches.submit(() -> full.run(fetch, removal, verify));
  }

  /** Waits until everything is done. */
  void finish() throws IOException {
    recorder.counts().surveyEnded();
    flush();
    batches.join();
  }

  @Override
  public void close() {
    batches.close();
    fetch.close();
  }
}
