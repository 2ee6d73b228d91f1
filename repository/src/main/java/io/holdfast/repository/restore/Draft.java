package io.holdfast.repository.restore;

import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.OpenFile;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.FileNode;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file under a name of its own until it is whole; many threads may write to it.
 *
 * <p>A file of one blob is made, written and named in one go.
 */
final class Draft {
  private final Workshop workshop;
  private final Place place;
  private final Step step;
  private final PartNames names;
  private final HardLinks.@Nullable First first;
  private final AtomicInteger missing = new AtomicInteger();
  // Its size is that of its blobs once they are measured.
  private FileNode node;
  // Where each blob begins, and where the last one ends; absent for a file of one blob.
  private long @Nullable [] positions;
  private boolean made;
  private boolean blank;
  private volatile boolean failed;
  private volatile boolean done;

  Draft(Workshop workshop, Place place, Step step, FileNode node, HardLinks.@Nullable First first) {
    this.workshop = workshop;
    this.place = place;
    this.step = step;
    this.node = node;
    this.names = place.namesForDraft();
    this.first = first;
  }

  Place place() {
    return place;
  }

  Step step() {
    return step;
  }

  FileNode node() {
    return node;
  }

  boolean failed() {
    return failed;
  }

  /** Whether the file is there under its own name. */
  boolean done() {
    return done;
  }

  byte[] name() {
    return node.name().bytes();
  }

  byte[] partName() {
    return names.of(name());
  }

  long position(int blob) {
    long[] known = positions;
    return known == null ? 0 : known[blob];
  }

  int length(int blob) {
    long[] known = positions;
    return known == null ? (int) node.size() : (int) (known[blob + 1] - known[blob]);
  }

  /**
   * Looks up how long each blob is; false when one is missing. Programs that noted a file's size
   * before they read it have left sizes that are not their blobs', which only tells of a change.
   */
  boolean measure(BlobIndex index) throws IOException {
    int count = node.content().size();
    long[] ends = new long[count + 1];
    for (int i = 0; i < count; i++) {
      BlobId id = node.content().get(i);
      OptionalInt length = index.plainLength(BlobType.DATA, id);
      if (length.isEmpty()) {
        fail(String.valueOf(new MissingBlobException(BlobType.DATA, id).getMessage()));
        return false;
      }
      ends[i + 1] = ends[i] + length.getAsInt();
    }
    if (ends[count] != node.size()) {
      workshop
          .recorder()
          .warned(
              step.path(),
              "its size is said to be %d, its blobs hold %d bytes: it is restored as they are"
                  .formatted(node.size(), ends[count]));
      node = node.withSize(ends[count]);
    }
    positions = count == 1 ? null : ends;
    return true;
  }

  /** How many blobs have to come before the draft is whole. */
  void expect(int blobs) {
    missing.set(blobs);
  }

  /** Puts a blob into its place; the last one makes the draft whole. */
  void write(int blob, byte[] plain, int length) throws IOException {
    if (failed) {
      return;
    }
    try {
      workshop.places().in(place, directory -> write(directory, blob, plain, length));
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      fail(String.valueOf(e.getMessage()));
    }
  }

  private void write(Directory directory, int blob, byte[] plain, int length) throws IOException {
    if (positions == null && node.size() > 0) {
      writeWhole(directory, plain, length);
      return;
    }
    try (OpenFile part = openPart(directory)) {
      put(part, position(blob), plain, length);
      workshop.counts().bytes(length);
      if (missing.decrementAndGet() == 0) {
        finish(directory, part);
      }
    } finally {
      if (failed) {
        Special.discard(directory, partName()); // another thread gave it up while this one made it
      }
    }
  }

  private void writeWhole(Directory directory, byte[] plain, int length) throws IOException {
    boolean whole = false;
    byte[] partName = partName();
    try (OpenFile part = create(directory, partName)) {
      blank = true;
      if (workshop.sparse()) {
        part.truncate(length);
      }
      put(part, 0, plain, length);
      workshop.dress(this, part, part.openedStatus(), false);
      directory.rename(partName, directory, name());
      whole = true;
    } finally {
      if (!whole) {
        Special.discard(directory, partName);
      }
    }
    workshop.counts().bytes(length);
    ended();
  }

  /** Makes a file without content. */
  void makeEmpty() throws IOException {
    try {
      workshop.places().in(place, directory -> writeWhole(directory, new byte[0], 0));
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      fail(String.valueOf(e.getMessage()));
    }
  }

  private void put(OpenFile part, long position, byte[] plain, int length) throws IOException {
    if (workshop.sparse() && blank) {
      Zeros.writeOthers(part, position, plain, length);
    } else {
      part.write(position, plain, 0, length);
    }
  }

  /** Opens the draft, which is made the first time. */
  synchronized OpenFile openPart(Directory directory) throws IOException {
    byte[] partName = partName();
    if (made) {
      return directory.openWrite(partName);
    }
    OpenFile part = create(directory, partName);
    made = true;
    blank = true;
    part.truncate(node.size());
    return part;
  }

  /** Goes on with a draft that an earlier run left. */
  synchronized void takeUp(OpenFile part) throws IOException {
    part.truncate(node.size());
    made = true;
    blank = false;
  }

  private OpenFile create(Directory directory, byte[] partName) throws IOException {
    int mode = positions == null ? workshop.firstMode(node) : 0600;
    try {
      return directory.createFile(partName, mode);
    } catch (PosixException e) {
      if (e.errno() != Errno.EEXIST) {
        throw e;
      }
    }
    directory.removeFile(partName);
    return directory.createFile(partName, mode);
  }

  private void finish(Directory directory, OpenFile part) throws IOException {
    workshop.dress(this, part, part.openedStatus(), false);
    directory.rename(partName(), directory, name());
    ended();
  }

  /** All blobs were found in the draft, or copied into it. */
  void finish() throws IOException {
    workshop
        .places()
        .in(
            place,
            directory -> {
              try (OpenFile part = openPart(directory)) {
                finish(directory, part);
              }
            });
  }

  /** The file that is there has the right content: it only needs its metadata. */
  void takeOver(OpenFile file, FileStatus status) throws IOException {
    workshop.dress(this, file, status, true);
    workshop.counts().unchanged();
    workshop.counts().bytes(node.size());
    ended();
  }

  private void ended() {
    done = true;
    if (first != null) {
      first.isThere();
    }
    workshop.counts().file();
  }

  /** Gives the file up; what there was before stays. */
  void fail(String reason) throws IOException {
    synchronized (this) {
      if (failed) {
        return;
      }
      failed = true;
    }
    workshop.recorder().failed(step.path(), reason);
    if (made) {
      workshop.places().in(place, directory -> Special.discard(directory, partName()));
    }
  }

  /** Removes what there is of it after trouble that ends the restore. */
  void discard() throws IOException {
    if (made && !done && !failed) {
      workshop.places().in(place, directory -> Special.discard(directory, partName()));
    }
  }
}
