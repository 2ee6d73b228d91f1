package io.holdfast.repository.check;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.IndexId;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.util.List;

/** Something in a repository that is not as it was written, or not there. */
public sealed interface Damage {
  /** The damaged object, as a path in the repository or by the name of the blob. */
  String object();

  /** What is wrong with it, as the rest of a sentence about the object. */
  String what();

  /** What to do about it. */
  default String remedy() {
    return switch (this) {
      case UnreadableKey _ ->
          "remove this key file and add the password again with 'key add', as long as another"
              + " password opens the repository";
      case UnreadableSnapshot _ ->
          "this snapshot is lost unless the file can be brought back; 'forget' it, or delete the"
              + " file when that refuses";
      case UnreadableIndex _, SplitPack _, UnevenPack _ ->
          "'restic repair index' writes the index anew from the packs";
      case WrongSizePack(PackId _, long size, long expected) when size > expected ->
          "the end of the file is not its own: bring back a copy of it if there is one; otherwise"
              + " 'restic repair packs' keeps its blobs in new packs";
      case MissingPack _, WrongSizePack _ ->
          "bring the file back if a copy of it exists anywhere; otherwise back up again, which"
              + " stores what the source still has, 'forget' the snapshots that stay incomplete,"
              + " and 'prune'";
      case DamagedPack _, UnreadablePack _ ->
          "run 'restic repair packs' with its id, back up again, and 'restic repair snapshots'"
              + " drops what stays lost";
      case FlickeringPack _ ->
          "test this machine's memory and disk, or the way to the store: the same bytes were read"
              + " twice and differed";
      case MissingBlob _ ->
          "'restic repair index' finds it if its pack is there; otherwise back the file up again";
      case DamagedTree _ ->
          "back up again: a directory that is still there comes back; 'restic repair snapshots'"
              + " drops what stays lost";
    };
  }

  /** A key file that its own password will not open. */
  record UnreadableKey(KeyId id, String what) implements Damage {
    @Override
    public String object() {
      return ObjectName.of(ObjectKind.KEY, id.hash()).path();
    }
  }

  /** A snapshot that cannot be read: all of it is lost. */
  record UnreadableSnapshot(SnapshotId id, String what) implements Damage {
    @Override
    public String object() {
      return ObjectName.of(ObjectKind.SNAPSHOT, id.hash()).path();
    }
  }

  /** An index file that cannot be read: the blobs that it alone names cannot be found. */
  record UnreadableIndex(IndexId id, String what) implements Damage {
    @Override
    public String object() {
      return ObjectName.of(ObjectKind.INDEX, id.hash()).path();
    }
  }

  /** A pack whose blobs stand in several index files, a part in each (F19). */
  record SplitPack(PackId id) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "is named by several index files with different blobs";
    }
  }

  /** A pack in which, by the index, blobs overlap or leave gaps (F13). */
  record UnevenPack(PackId id) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "has blobs that overlap or leave gaps, as the index says";
    }
  }

  /** A pack that the index names and the store does not have. */
  record MissingPack(PackId id) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "does not exist";
    }
  }

  /** A pack that is longer or shorter than its blobs by the index. */
  record WrongSizePack(PackId id, long size, long expected) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "has %d bytes, the index expects %d".formatted(size, expected);
    }
  }

  /**
   * A pack whose bytes are not what was written.
   *
   * @param flaws some of what is wrong, at least one
   * @param flawCount how many flaws there are
   */
  record DamagedPack(PackId id, List<String> flaws, int flawCount) implements Damage {
    public DamagedPack {
      flaws = List.copyOf(flaws);
    }

    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "is damaged: " + joined(flaws, flawCount);
    }
  }

  /** A pack that the store does not hand out. */
  record UnreadablePack(PackId id, String reason) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "could not be read: " + reason;
    }
  }

  /** A pack that was wrong when it was read first and right when it was read again. */
  record FlickeringPack(PackId id, String flaw) implements Damage {
    @Override
    public String object() {
      return path(id);
    }

    @Override
    public String what() {
      return "was wrong when it was read first (" + flaw + ") and right the second time";
    }
  }

  /** A blob that a snapshot needs and no index file names. */
  record MissingBlob(BlobType type, BlobId id) implements Damage {
    @Override
    public String object() {
      return type.word() + " blob " + id;
    }

    @Override
    public String what() {
      return "is in no index file";
    }
  }

  /**
   * A directory that cannot be read, or says something that no directory may.
   *
   * @param flaws some of what is wrong, at least one
   * @param flawCount how many flaws there are
   */
  record DamagedTree(BlobId id, List<String> flaws, int flawCount) implements Damage {
    public DamagedTree {
      flaws = List.copyOf(flaws);
    }

    @Override
    public String object() {
      return "tree " + id;
    }

    @Override
    public String what() {
      return joined(flaws, flawCount);
    }
  }

  private static String path(PackId id) {
    return ObjectName.of(ObjectKind.PACK, id.hash()).path();
  }

  private static String joined(List<String> flaws, int count) {
    String some = String.join("; ", flaws);
    return count > flaws.size() ? some + "; and %d more".formatted(count - flaws.size()) : some;
  }
}
