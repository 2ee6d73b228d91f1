package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.Accounts;
import io.holdfast.repository.file.Attributes;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.ExtendedAttribute;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.file.Timestamp;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeOwner;
import io.holdfast.repository.tree.NodeTimes;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives an entry the owner, extended attributes, mode and times of its node; thread-safe.
 *
 * <p>In this order, since each undoes parts of the ones after it: a new owner clears set-id bits
 * and capabilities, an access control list changes the mode, and all of them need an entry that may
 * still be written. One that fails does not keep the others from being set.
 */
final class MetadataSetter {
  private static final int SET_USER_ID = 04000;
  private static final int SET_GROUP_ID = 02000;

  private final Ownership ownership;
  private final Recorder recorder;
  private final Accounts accounts = new Accounts();
  private final long ownUser = Host.userId();
  private final long ownGroup = Host.groupId();

  MetadataSetter(Ownership ownership, Recorder recorder) {
    this.ownership = ownership;
    this.recorder = recorder;
  }

  private record Owner(long user, long group) {}

  /**
   * The permissions to create a file with: already the right ones where nobody else gains anything
   * by them before the owner is set, which spares a call for each file.
   */
  int firstMode(Node node) throws IOException {
    NodeMetadata metadata = node.metadata();
    Owner owner = owner(metadata.owner());
    boolean ours = owner.user == ownUser && owner.group == ownGroup;
    return ours && metadata.extendedAttributes().isEmpty()
        ? metadata.mode().chmodBits() & 0777
        : 0600;
  }

  /**
   * Sets everything.
   *
   * @param now what the entry is, so that nothing is set that is so already; null when unknown
   * @param clean whether it may have extended attributes that the node does not have
   */
  void set(TreePath path, Node node, Attributes attributes, @Nullable FileStatus now, boolean clean)
      throws IOException {
    NodeMetadata metadata = node.metadata();
    int reached = applyOwner(path, node, attributes, now);
    if (clean || !metadata.extendedAttributes().isEmpty()) {
      applyExtended(path, metadata, attributes, clean);
    }
    if (!(node instanceof SymlinkNode)) {
      int mode = metadata.mode().chmodBits() & reached;
      boolean same = now != null && now.permissions() == mode && (mode & 07000) == 0;
      if (!same || clean || !metadata.extendedAttributes().isEmpty()) {
        attempt(path, () -> attributes.changeMode(mode));
      }
    }
    NodeTimes times = metadata.times();
    attempt(
        path,
        () ->
            attributes.changeTimes(Timestamp.of(times.accessed()), Timestamp.of(times.modified())));
  }

  /** Returns which bits of the mode may be set: no set-id bits of somebody else. */
  private int applyOwner(TreePath path, Node node, Attributes attributes, @Nullable FileStatus now)
      throws IOException {
    Owner wanted = owner(node.metadata().owner());
    if (ownership == Ownership.UNCHANGED) {
      NodeOwner snapshot = node.metadata().owner();
      return bits(node, snapshot.userId() == ownUser, snapshot.groupId() == ownGroup);
    }
    if (now != null && now.userId() == wanted.user && now.groupId() == wanted.group) {
      return 07777;
    }
    try {
      attributes.changeOwner(wanted.user, wanted.group);
      return 07777;
    } catch (PosixException e) {
      if (ownUser == 0 || !isDenied(e)) {
        recorder.failed(path, String.valueOf(e.getMessage()));
      } else {
        recorder.counts().ownerNotSet();
      }
      return bits(node, wanted.user == ownUser, false);
    }
  }

  private static int bits(Node node, boolean rightUser, boolean rightGroup) {
    int bits = 07777;
    if (!rightUser) {
      bits &= ~SET_USER_ID;
    }
    // Of a directory the bit only says whose group new entries get.
    if (!rightGroup && !(node instanceof DirectoryNode)) {
      bits &= ~SET_GROUP_ID;
    }
    return bits;
  }

  private Owner owner(NodeOwner owner) throws IOException {
    return switch (ownership) {
      case BY_NUMBER -> new Owner(owner.userId(), owner.groupId());
      case BY_NAME ->
          new Owner(
              owner.user().isEmpty()
                  ? owner.userId()
                  : accounts.userId(owner.user()).orElse(owner.userId()),
              owner.group().isEmpty()
                  ? owner.groupId()
                  : accounts.groupId(owner.group()).orElse(owner.groupId()));
      case UNCHANGED -> new Owner(ownUser, ownGroup);
    };
  }

  private void applyExtended(
      TreePath path, NodeMetadata metadata, Attributes attributes, boolean clean)
      throws IOException {
    Set<String> wanted = new HashSet<>();
    for (io.holdfast.repository.tree.ExtendedAttribute attribute : metadata.extendedAttributes()) {
      wanted.add(attribute.name());
      attemptExtended(
          path,
          () -> attributes.putExtended(new ExtendedAttribute(attribute.name(), attribute.value())));
    }
    if (clean) {
      attemptExtended(path, () -> removeOthers(attributes, wanted));
    }
  }

  private static void removeOthers(Attributes attributes, Set<String> wanted) throws IOException {
    for (String name : attributes.extendedNames()) {
      if (!wanted.contains(name) && isRemovable(name)) {
        attributes.removeExtended(name);
      }
    }
  }

  /** The other ones are the security modules', which give every file theirs. */
  private static boolean isRemovable(String name) {
    return name.startsWith("user.")
        || name.startsWith("trusted.")
        || name.startsWith("system.posix_acl_")
        || name.equals("security.capability");
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private void attempt(TreePath path, Action action) throws IOException {
    try {
      action.run();
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      recorder.failed(path, String.valueOf(e.getMessage()));
    }
  }

  /** File systems without attributes, and attributes that only root may set, are no failure. */
  private void attemptExtended(TreePath path, Action action) throws IOException {
    try {
      action.run();
    } catch (PosixException e) {
      Trouble.throwIfFatal(e);
      if (e.errno() == Errno.ENOTSUP || (ownUser != 0 && isDenied(e))) {
        recorder.warned(path, String.valueOf(e.getMessage()));
      } else {
        recorder.failed(path, String.valueOf(e.getMessage()));
      }
    }
  }

  private static boolean isDenied(PosixException e) {
    return e.errno() == Errno.EPERM || e.errno() == Errno.EACCES;
  }
}
