package io.holdfast.repository.check;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.tree.NodeName;
import java.time.Instant;

/** Something worth knowing about a repository that takes nothing from anybody's data. */
public sealed interface Remark {
  /** The remark as one sentence, with what to do. */
  default String text() {
    return switch (this) {
      case UnreferencedPack(PackId id, long size) ->
          "pack %s (%d bytes) is in no index file, as an interrupted backup leaves it; 'prune'"
                  .formatted(id, size)
              + " removes it";
      case RepeatedPack(PackId id) ->
          "pack %s is named by several index files in the same way; 'prune' makes it one"
              .formatted(id);
      case MixedPack(PackId id) ->
          "pack %s holds both files' and directories' blobs, as restic before 0.9 wrote it; 'prune'"
                  .formatted(id)
              + " takes them apart";
      case RepeatedBlobs(long count) ->
          "%d blobs are stored more than once, as backups at the same time do it; 'prune' keeps one"
                  .formatted(count)
              + " of each";
      case StaleLock(ObjectName name, String holder, Instant time) ->
          "%s of %s was last renewed at %s and is stale; 'unlock' removes it"
              .formatted(name, holder, time);
      case UnreadableLock(ObjectName name, String reason) ->
          "%s cannot be read (%s); 'unlock --remove-all' removes it when nobody else is at work"
              .formatted(name, reason);
      case ForeignFile(String path, long size) ->
          "%s (%d bytes) is no file of a repository; it is left alone".formatted(path, size);
      case UnusableKey(KeyId id, String kdf) ->
          "key %s is wrapped by '%s', not scrypt; restic stops at it unless --key-hint names another"
              .formatted(id, kdf);
      case MarkedPacks(long count) ->
          "%d packs are marked for deletion by rustic; restic and holdfast take them for"
                  .formatted(count)
              + " unreferenced";
      case FileSize(BlobId tree, NodeName name, long size, long content) ->
          "file %s in tree %s says that it has %d bytes, its blobs have %d; it is restored as its"
                  .formatted(name, tree, size, content)
              + " blobs are";
    };
  }

  /** A pack that no index file names. */
  record UnreferencedPack(PackId id, long size) implements Remark {}

  /** A pack that several index files name with the same blobs. */
  record RepeatedPack(PackId id) implements Remark {}

  /** A pack with blobs of both types. */
  record MixedPack(PackId id) implements Remark {}

  /** How many further copies of blobs there are. */
  record RepeatedBlobs(long count) implements Remark {}

  /** A lock that nobody renews. */
  record StaleLock(ObjectName name, String holder, Instant time) implements Remark {}

  /** A lock that says nothing. */
  record UnreadableLock(ObjectName name, String reason) implements Remark {}

  /** A file in the repository's folders that is none of its own. */
  record ForeignFile(String path, long size) implements Remark {}

  /** A key file that only another program can use (F7). */
  record UnusableKey(KeyId id, String kdf) implements Remark {}

  /** How many packs rustic marked (F20). */
  record MarkedPacks(long count) implements Remark {}

  /**
   * A file whose size is not that of its content. It is no damage: restic has written such nodes
   * for files that changed while they were read, and its own check passes over them.
   */
  record FileSize(BlobId tree, NodeName name, long size, long content) implements Remark {}
}
