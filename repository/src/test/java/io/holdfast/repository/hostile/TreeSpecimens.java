package io.holdfast.repository.hostile;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.NodeOwner;
import io.holdfast.repository.tree.NodeTimes;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.SymlinkNode;
import io.holdfast.repository.tree.TreeWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Sound trees with nodes of every kind. */
final class TreeSpecimens {
  /** What only other writers put into trees. */
  private static final String FOREIGN =
      """
      {"nodes":[{"name":"early","type":"file","mode":420,"mtime":"2026-01-02T03:04:05.6+02:00","atime":null,"ctime":"2026-01-02T03:04:05Z","uid":0,"gid":0,"content":null},{"name":"irregular","type":"irregular","uid":0,"gid":0,"content":null,"extra":{"a":[1,2]}},{"name":"lost","type":"dir","uid":0,"gid":0,"content":null,"subtree":null},{"name":"win","type":"file","uid":0,"gid":0,"generic_attributes":{"windows.creation_time":"AQ==","windows.file_attributes":32},"extended_attributes":null,"content":[]},{"name":"winempty","type":"fifo","generic_attributes":{}}],"other":1}
      """;

  private final RandomGenerator random;
  private final Specimens specimens;

  TreeSpecimens(RandomGenerator random) {
    this.random = random;
    this.specimens = new Specimens(random);
  }

  byte[] tree() {
    if (random.nextInt(6) == 0) {
      return Specimens.utf8(random.nextInt(4) == 0 ? "{\"nodes\":null}" : FOREIGN.strip());
    }
    TreeSet<NodeName> names = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      names.add(name());
    }
    TreeWriter writer = new TreeWriter();
    names.forEach(name -> writer.add(node(name)));
    byte[] tree = writer.finish();
    // The parser of our own specimens knows no white space; the newline comes back when written.
    return Arrays.copyOf(tree, tree.length - 1);
  }

  private NodeName name() {
    return random.nextBoolean()
        ? NodeName.of(specimens.bytes(1 + random.nextInt(12)))
        : NodeName.of("name \u00e9 " + random.nextInt(1000));
  }

  private Node node(NodeName name) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new FileNode(name, metadata(0), random.nextLong(1L << 50), content());
      case 2 -> new DirectoryNode(name, metadata(FileMode.DIRECTORY), new BlobId(specimens.id()));
      case 3 ->
          new SymlinkNode(name, metadata(FileMode.SYMLINK), specimens.bytes(random.nextInt(9)));
      case 4 ->
          new DeviceNode(name, metadata(FileMode.DEVICE), DeviceNode.Kind.BLOCK, random.nextLong());
      case 5 -> new DeviceNode(name, metadata(0), DeviceNode.Kind.CHARACTER, random.nextInt(2));
      case 6 -> new FifoNode(name, metadata(FileMode.FIFO));
      default -> new SocketNode(name, metadata(FileMode.SOCKET));
    };
  }

  private BlobList content() {
    List<BlobId> ids = new ArrayList<>();
    for (int i = random.nextInt(random.nextInt(5) == 0 ? 40 : 3); i > 0; i--) {
      ids.add(new BlobId(specimens.id()));
    }
    return BlobList.of(ids);
  }

  private NodeMetadata metadata(int type) {
    List<ExtendedAttribute> attributes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      attributes.add(ExtendedAttribute.of("user.a" + i, specimens.bytes(random.nextInt(5))));
    }
    return new NodeMetadata(
        new FileMode(type | random.nextInt(0x200)),
        new NodeTimes(specimens.time(), specimens.time(), specimens.time()),
        new NodeOwner(random.nextInt(2), random.nextLong(1L << 32), "user", ""),
        new NodeLinks(random.nextLong(), random.nextLong(), random.nextInt(3)),
        attributes);
  }
}
