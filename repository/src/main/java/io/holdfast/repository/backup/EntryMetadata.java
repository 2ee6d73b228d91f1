package io.holdfast.repository.backup;

import io.holdfast.repository.file.Accounts;
import io.holdfast.repository.file.Attributes;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeOwner;
import io.holdfast.repository.tree.NodeTimes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Turns what the kernel says about an entry into what a node says; thread-safe. */
final class EntryMetadata {
  private final Accounts accounts = new Accounts();
  private final boolean accessTimes;

  // The file systems are counted as they are met. The kernel's own numbers change with every mount
  // of a volume snapshot, and each directory would be new (F31).
  private final Map<Long, Long> devices = new ConcurrentHashMap<>();
  private final AtomicLong lastDevice;

  /**
   * @param beforeDevices the number before that of the first file system
   */
  EntryMetadata(boolean accessTimes, long beforeDevices) {
    this.accessTimes = accessTimes;
    this.lastDevice = new AtomicLong(beforeDevices);
  }

  /**
   * What a node says about an entry.
   *
   * @param problem what could not be found out; empty when everything could
   */
  record Described(NodeMetadata metadata, String problem) {}

  Described describe(FileStatus status, Attributes attributes) {
    List<String> problems = new ArrayList<>(0);
    List<ExtendedAttribute> extended = List.of();
    try {
      extended =
          attributes.extended().stream()
              .map(attribute -> ExtendedAttribute.of(attribute.name(), attribute.value()))
              .toList();
    } catch (IOException unreadable) {
      problems.add(Reason.of(unreadable));
    }
    NodeOwner owner;
    try {
      owner = namedOwner(status);
    } catch (IOException unknown) {
      problems.add(Reason.of(unknown));
      owner = bareOwner(status);
    }
    String problem = String.join("; ", problems);
    NodeMetadata metadata =
        new NodeMetadata(
            FileMode.ofStatMode(status.mode()), times(status), owner, links(status), extended);
    return new Described(metadata, problem);
  }

  private NodeOwner namedOwner(FileStatus status) throws IOException {
    return new NodeOwner(
        status.userId(),
        status.groupId(),
        accounts.userName(status.userId()).orElse(""),
        accounts.groupName(status.groupId()).orElse(""));
  }

  private static NodeOwner bareOwner(FileStatus status) {
    return new NodeOwner(status.userId(), status.groupId(), "", "");
  }

  private NodeTimes times(FileStatus status) {
    Instant modified = status.modified().instant();
    Instant changed = status.changed().instant();
    return accessTimes
        ? new NodeTimes(modified, status.accessed().instant(), changed)
        : NodeTimes.ofModification(modified, changed);
  }

  private NodeLinks links(FileStatus status) {
    long device = devices.computeIfAbsent(status.device(), _ -> lastDevice.incrementAndGet());
    boolean counted =
        switch (status.kind()) {
          case FILE, SYMLINK, BLOCK_DEVICE, CHARACTER_DEVICE -> true;
          case DIRECTORY, FIFO, SOCKET, UNKNOWN -> false;
        };
    return new NodeLinks(status.inode(), device, counted ? status.links() : 0);
  }
}
