package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.file.OpenFile;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.file.UnexpectedKindException;
import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Compares files in the target with the blobs they should consist of; thread-safe. */
final class Contents {
  /** A blob beyond this is fetched rather than looked for; chunkers make none above 8 MiB. */
  private static final int LARGEST = 16 << 20;

  private final Workshop workshop;

  Contents(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Takes over what the target has of a draft's content: from the file in its place, and from a
   * draft that an earlier run left.
   *
   * @return the blobs still missing; none when the file is done
   */
  BitSet takeOver(Draft draft) throws IOException {
    BitSet missing = new BitSet();
    missing.set(0, draft.node().content().size());
    if (!draft.place().isFound()) {
      return missing;
    }
    try {
      workshop.places().in(draft.place(), directory -> takeOver(draft, directory, missing));
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      draft.fail(String.valueOf(e.getMessage()));
    }
    return missing;
  }

  private void takeOver(Draft draft, Directory directory, BitSet missing) throws IOException {
    try (OpenFile old = openOld(draft, directory)) {
      if (old != null && isRight(draft, old)) {
        draft.takeOver(old, old.openedStatus());
        missing.clear();
        return;
      }
      if (draft.node().content().size() > 1) {
        gather(draft, directory, old, missing);
      }
    }
  }

  private static @Nullable OpenFile openOld(Draft draft, Directory directory) throws IOException {
    return switch (draft.step()) {
      case Step.Compare _, Step.Adjust _ -> openIfReadable(directory, draft.name());
      default -> null;
    };
  }

  /** One that cannot be opened is replaced, which needs no right to read it. */
  private static @Nullable OpenFile openIfReadable(Directory directory, byte[] name)
      throws IOException {
    try {
      return directory.openRead(name);
    } catch (UnexpectedKindException replaced) {
      return null;
    } catch (PosixException e) {
      return switch (e.errno()) {
        case EACCES, EPERM, ENOENT, ELOOP, ENXIO -> null;
        default -> throw e;
      };
    }
  }

  private static boolean isRight(Draft draft, OpenFile old) throws IOException {
    if (old.openedStatus().size() != draft.node().size()) {
      return false;
    }
    return draft.step() instanceof Step.Adjust || consistsOfBlobs(draft, old);
  }

  private static boolean consistsOfBlobs(Draft draft, OpenFile file) throws IOException {
    byte[] memory = new byte[0];
    for (int blob = 0; blob < draft.node().content().size(); blob++) {
      memory = atLeast(memory, draft.length(blob));
      if (!holds(draft, file, blob, memory)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the file has the blob in its place, which is left in {@code memory} then. */
  private static boolean holds(Draft draft, OpenFile file, int blob, byte[] memory)
      throws IOException {
    int length = draft.length(blob);
    return length <= memory.length
        && Math.max(0, file.read(draft.position(blob), memory, 0, length)) == length
        && Sha256.of(memory, 0, length).equals(draft.node().content().get(blob).hash());
  }

  private static byte[] atLeast(byte[] memory, int length) {
    return memory.length >= length || length > LARGEST ? memory : new byte[length];
  }

  /** Fills the draft from what an earlier run left of it, and from the file it will replace. */
  private void gather(Draft draft, Directory directory, @Nullable OpenFile old, BitSet missing)
      throws IOException {
    byte[] memory = new byte[0];
    try (OpenFile left = openLeft(draft, directory)) {
      if (left != null) {
        draft.takeUp(left);
      } else if (old == null) {
        return;
      }
      for (int blob = 0; blob < draft.node().content().size(); blob++) {
        memory = atLeast(memory, draft.length(blob));
        if (left != null && holds(draft, left, blob, memory)) {
          missing.clear(blob);
        } else if (old != null && holds(draft, old, blob, memory)) {
          try (OpenFile part = draft.openPart(directory)) {
            part.write(draft.position(blob), memory, 0, draft.length(blob));
          }
          missing.clear(blob);
        }
        if (!missing.get(blob)) {
          workshop.counts().bytes(draft.length(blob));
        }
      }
    }
    if (missing.isEmpty()) {
      draft.finish();
    }
  }

  /** A draft that an earlier run of ours left, and nobody else's file under its name. */
  private static @Nullable OpenFile openLeft(Draft draft, Directory directory) throws IOException {
    OpenFile left;
    try {
      left = directory.openWrite(draft.partName());
    } catch (UnexpectedKindException other) {
      return null;
    } catch (PosixException e) {
      return switch (e.errno()) {
        case ENOENT, EACCES, EPERM, EISDIR, ELOOP, ENXIO -> null;
        default -> throw e;
      };
    }
    FileStatus status = left.openedStatus();
    if (status.links() != 1 || status.userId() != Host.userId()) {
      left.close();
      return null;
    }
    return left;
  }

  /** Reads a restored file once more. */
  void verify(Draft draft) throws IOException {
    TreePath path = draft.step().path();
    try {
      boolean right =
          workshop
              .places()
              .at(
                  draft.place(),
                  directory -> {
                    try (OpenFile file = directory.openRead(draft.name())) {
                      return file.openedStatus().size() == draft.node().size()
                          && consistsOfBlobs(draft, file);
                    }
                  });
      if (right) {
        workshop.counts().verified();
      } else {
        workshop.recorder().failed(path, "its content reads back as something else");
      }
    } catch (PosixException | UnexpectedKindException e) {
      workshop.recorder().failed(path, String.valueOf(e.getMessage()));
    }
  }
}
