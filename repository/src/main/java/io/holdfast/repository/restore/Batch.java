package io.holdfast.repository.restore;

import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.task.Tasks;
import io.holdfast.repository.tree.DirectoryNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that are restored together, and the directories that are complete after them. */
final class Batch {
  private static final int GROUP = 64;

  private final Workshop workshop;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private long blobs;

  Batch(Workshop workshop) {
    this.workshop = workshop;
  }

  /** A further name of an entry. */
  private record Link(Place place, Step step, HardLinks.First first) {}

  /** A directory that the survey has left. */
  private record Left(Place place, @Nullable DirectoryNode node, List<Step.Delete> deletions) {}

  void add(Draft draft) {
    drafts.add(draft);
    blobs += draft.node().content().size();
  }

  void link(Place place, Step step, HardLinks.First first) {
    links.add(new Link(place, step, first));
  }

  void leave(Place place, @Nullable DirectoryNode node, List<Step.Delete> deletions) {
    left.add(new Left(place, node, deletions));
  }

  /** A measure for the memory it takes: about a kilobyte each. */
  long weight() {
    return drafts.size() + links.size() + left.size() + blobs / 16;
  }

  /** Restores everything in it. */
  void run(Fetch fetch, Removal removal, boolean verify) throws IOException {
    Contents contents = new Contents(workshop);
    try {
      fetch.run(missing(fetch, contents), drafts);
    } catch (IOException failure) {
      // After any other failure the drafts are worth keeping: the next run goes on with them.
      if (Trouble.isLackOfRoom(failure)) {
        discardDrafts(failure);
      }
      throw failure;
    }
    for (Link link : links) {
      link(link);
    }
    if (verify) {
      inGroups(draft -> {
        if (draft.done()) {
          contents.verify(draft);
        }
      });
    }
    for (Left directory : left) {
      complete(directory, removal);
    }
  }

  private void discardDrafts(IOException failure) {
    for (Draft draft : drafts) {
      try {
        draft.discard();
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
    }
  }

  /** What must come from the repository; what need not is taken from the target or made. */
  private Pieces missing(Fetch fetch, Contents contents) throws IOException {
    BitSet[] missing = new BitSet[drafts.size()];
    try (Tasks tasks = Fetch.workers()) {
      for (int start = 0; start < drafts.size(); start += GROUP) {
        int from = start;
        int to = Math.min(drafts.size(), start + GROUP);
        tasks.submit(() -> {
          for (int i = from; i < to; i++) {
            missing[i] = prepare(fetch, contents, drafts.get(i));
          }
        });
      }
      tasks.join();
    }
    Pieces pieces = new Pieces();
    for (int i = 0; i < missing.length; i++) {
      add(pieces, i, missing[i], fetch);
    }
    return pieces;
  }

  private static BitSet prepare(Fetch fetch, Contents contents, Draft draft) throws IOException {
    if (!draft.measure(fetch.index())) {
      return new BitSet();
    }
    BitSet missing = contents.takeOver(draft);
    if (draft.node().content().isEmpty() && !draft.done() && !draft.failed()) {
      draft.makeEmpty();
    }
    draft.expect(missing.cardinality());
    return missing;
  }

  private void add(Pieces pieces, int draft, BitSet missing, Fetch fetch) {
    for (int blob = missing.nextSetBit(0); blob >= 0; blob = missing.nextSetBit(blob + 1)) {
      int ordinal =
          fetch
              .index()
              .ordinal(BlobType.DATA, drafts.get(draft).node().content().get(blob))
              .orElseThrow();
      pieces.add(ordinal, draft, blob);
    }
  }

  @FunctionalInterface
  private interface Action {
    void on(Draft draft) throws IOException;
  }

  private void inGroups(Action action) throws IOException {
    try (Tasks tasks = Fetch.workers()) {
      for (int start = 0; start < drafts.size(); start += GROUP) {
        List<Draft> group = drafts.subList(start, Math.min(drafts.size(), start + GROUP));
        tasks.submit(() -> {
          for (Draft draft : group) {
            action.on(draft);
          }
        });
      }
      tasks.join();
    }
  }

  private void link(Link link) throws IOException {
    Recorder recorder = workshop.recorder();
    HardLinks.First first = link.first;
    if (!first.there()) {
      recorder.failed(
          link.step.path(),
          "it is another name of %s, which was not restored"
              .formatted(first.place().path().child(first.node().name())));
      return;
    }
    try {
      workshop
          .places()
          .in(
              first.place(),
              from ->
                  workshop
                      .places()
                      .in(
                          link.place,
                          to -> {
                            byte[] name = link.step.path().name().bytes();
                            byte[] existing = first.node().name().bytes();
                            Optional<FileStatus> found =
                                link.place.isFound() ? to.find(name) : Optional.empty();
                            if (found.isEmpty()) {
                              from.link(existing, to, name);
                            } else if (!found
                                .get()
                                .identity()
                                .equals(from.status(existing).identity())) {
                              byte[] part = link.place.partNames().of(name);
                              Special.discard(to, part);
                              from.link(existing, to, part);
                              to.rename(part, to, name);
                            }
                          }));
      workshop.counts().file();
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      recorder.failed(link.step.path(), String.valueOf(e.getMessage()));
    }
  }

  private void complete(Left directory, Removal removal) throws IOException {
    Recorder recorder = workshop.recorder();
    for (Step.Delete deletion : directory.deletions) {
      try {
        workshop.places().at(directory.place, held -> removal.remove(held, deletion.path()));
      } catch (IOException e) {
        recorder.failed(deletion.path(), String.valueOf(e.getMessage()));
      }
    }
    DirectoryNode node = directory.node;
    if (node == null) {
      return;
    }
    try {
      boolean clean = directory.place.isFound() || workshop.places().handsDownAcl(directory.place);
      workshop
          .places()
          .in(
              directory.place,
              held ->
                  workshop
                      .metadata()
                      .set(directory.place.path(), node, held.attributes(), held.status(), clean));
      workshop.counts().directory();
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      recorder.failed(directory.place.path(), String.valueOf(e.getMessage()));
    }
  }
}
