package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a segment lies in the snapshots of a line: in a directory for each writer, under a name
 * that says its first and its last number.
 */
record SegmentPlace(
    LedgerLine line, WriterId writer, long first, long last, BlobId directory, FileNode file) {
  private static final Pattern WRITER = Pattern.compile("[0-9a-f]{16}");

  /** Anything else in a snapshot of the ledger is somebody else's. */
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{16})/(0*[1-9][0-9]{0,17})-([0-9]{1,18})-[0-9a-f]{8}[.]jsonl");

  /**
   * Each file once; two of one name that say different things are both there.
   *
   * @param snapshots of the line
   */
  static List<SegmentPlace> all(
      Repository repository,
      LedgerLine line,
      Collection<Snapshot> snapshots,
      Segments.Unreadable damaged)
      throws IOException {
    Map<String, BlobId> roots = new TreeMap<>();
    for (Snapshot snapshot : snapshots) {
      roots.put(snapshot.tree().toString(), snapshot.tree());
    }
    Map<String, SegmentPlace> places = new TreeMap<>();
    try (Trees trees = repository.trees()) {
      for (BlobId root : roots.values()) {
        try {
          collect(trees, line, root, places);
        } catch (IOException lost) {
          damaged.found("a directory of ledger " + line, lost);
        }
      }
    }
    return List.copyOf(places.values());
  }

  private static void collect(
      Trees trees, LedgerLine line, BlobId root, Map<String, SegmentPlace> places)
      throws IOException {
    for (Node writer : nodes(trees, root)) {
      if (writer instanceof DirectoryNode directory) {
        for (Node node : nodes(trees, directory.subtree())) {
          Matcher name = NAME.matcher(writer.name().text() + "/" + node.name().text());
          if (node instanceof FileNode file && name.matches()) {
            places.putIfAbsent(
                name.group() + file.content(),
                new SegmentPlace(
                    line,
                    WriterId.parse(name.group(1)),
                    Long.parseLong(name.group(2)),
                    Long.parseLong(name.group(3)),
                    directory.subtree(),
                    file));
          }
        }
      }
    }
  }

  /**
   * The directories of writers in a snapshot of the ledger; not one in which something is no file.
   */
  static List<DirectoryNode> writers(Trees trees, BlobId root) throws IOException {
    List<DirectoryNode> writers = new ArrayList<>();
    for (Node node : nodes(trees, root)) {
      if (node instanceof DirectoryNode writer
          && WRITER.matcher(writer.name().text()).matches()
          && nodes(trees, writer.subtree()).stream().allMatch(FileNode.class::isInstance)) {
        writers.add(writer);
      }
    }
    return writers;
  }

  /** All files in a snapshot of the ledger, each behind its writer and with what it has. */
  static Set<String> files(Trees trees, BlobId root) throws IOException {
    Set<String> files = new HashSet<>();
    for (Node writer : nodes(trees, root)) {
      if (writer instanceof DirectoryNode directory) {
        for (Node file : nodes(trees, directory.subtree())) {
          files.add(
              "%s/%s %s"
                  .formatted(
                      writer.name().text(),
                      file.name().text(),
                      file instanceof FileNode content ? content.content() : "no file"));
        }
      }
    }
    return files;
  }

  private static List<Node> nodes(Trees trees, BlobId tree) throws IOException {
    List<Node> nodes = new ArrayList<>();
    TreeReader reader = trees.read(tree);
    for (Node node = reader.next(); node != null; node = reader.next()) {
      nodes.add(node);
    }
    return nodes;
  }

  /** Where it stands in every snapshot that has it. */
  TreePath path() {
    return TreePath.of(List.of(NodeName.of(writer.text()), file.name()));
  }

  /** As messages call it. */
  String words() {
    return "segment %s of %s by %s".formatted(file.name().text(), line, writer);
  }

  /** What lies there. */
  byte[] read(Repository repository) throws IOException {
    return new Dump(repository)
        .smallFile(directory, TreePath.of(List.of(file.name())), SegmentText.LARGEST)
        .orElseThrow(() -> new IOException(words() + " is gone"));
  }
}
