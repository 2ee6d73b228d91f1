package io.holdfast.repository.tree;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads nodes, in any order of their fields, one after the other into the same variables.
 *
 * <p>A field that does not belong to the node's type is checked for its form and then dropped.
 */
final class NodeReader {
  private final GoJsonReader reader;

  private NodeName name = NodeName.of("");
  private String type = "";
  private int mode;
  private Instant modified = GoTime.ZERO;
  private Instant accessed = GoTime.ZERO;
  private Instant changed = GoTime.ZERO;
  private long userId;
  private long groupId;
  private String user = "";
  private String group = "";
  private long inode;
  private long deviceId;
  private long size;
  private long links;
  private String target = "";
  private byte @Nullable [] rawTarget;
  private List<ExtendedAttribute> extendedAttributes = List.of();
  private GenericAttributes genericAttributes = GenericAttributes.NONE;
  private long device;
  private @Nullable BlobList content;
  private @Nullable Sha256 subtree;
  private String error = "";

  /** Ids of the file that is read, four words each; kept for the next. */
  private long[] words = new long[64];

  NodeReader(GoJsonReader reader) {
    this.reader = reader;
  }

  Node read() throws MalformedException {
    clear();
    int start = reader.position();
    reader.enterObject();
    int seen = 0;
    for (String field = reader.field(); field != null; field = reader.field()) {
      int number = read(field);
      if (number >= 0) {
        seen = reader.once(seen, number);
      }
    }
    return node(start, reader.endPosition());
  }

  private void clear() {
    name = NodeName.of("");
    type = "";
    mode = 0;
    modified = GoTime.ZERO;
    accessed = GoTime.ZERO;
    changed = GoTime.ZERO;
    userId = 0;
    groupId = 0;
    user = "";
    group = "";
    inode = 0;
    deviceId = 0;
    size = 0;
    links = 0;
    target = "";
    rawTarget = null;
    extendedAttributes = List.of();
    genericAttributes = GenericAttributes.NONE;
    device = 0;
    content = null;
    subtree = null;
    error = "";
  }

  /** Reads a field's value and returns the field's number, or -1 for a field not known. */
  private int read(String field) throws MalformedException {
    return switch (field) {
      case "name" -> {
        name = NodeName.adopting(reader.quotedName());
        yield 0;
      }
      case "type" -> {
        type = reader.text(100);
        yield 1;
      }
      case "mode" -> {
        mode = (int) reader.bits32();
        yield 2;
      }
      case "mtime" -> {
        modified = reader.time();
        yield 3;
      }
      case "atime" -> {
        accessed = reader.time();
        yield 4;
      }
      case "ctime" -> {
        changed = reader.time();
        yield 5;
      }
      case "uid" -> {
        userId = reader.bits32();
        yield 6;
      }
      case "gid" -> {
        groupId = reader.bits32();
        yield 7;
      }
      case "user" -> {
        user = reader.text();
        yield 8;
      }
      case "group" -> {
        group = reader.text();
        yield 9;
      }
      case "inode" -> {
        inode = reader.bits64();
        yield 10;
      }
      case "device_id" -> {
        deviceId = reader.bits64();
        yield 11;
      }
      case "size" -> {
        size = reader.unsigned(Long.MAX_VALUE);
        yield 12;
      }
      case "links" -> {
        links = reader.bits64();
        yield 13;
      }
      case "linktarget" -> {
        target = reader.text();
        yield 14;
      }
      case "linktarget_raw" -> {
        rawTarget = reader.isNull() ? null : reader.base64();
        yield 15;
      }
      case "extended_attributes" -> {
        extendedAttributes = extendedAttributes();
        yield 16;
      }
      case "generic_attributes" -> {
        genericAttributes = genericAttributes();
        yield 17;
      }
      case "device" -> {
        device = reader.bits64();
        yield 18;
      }
      case "content" -> {
        content = content();
        yield 19;
      }
      case "subtree" -> {
        subtree = reader.hashOrNull();
        yield 20;
      }
      case "error" -> {
        error = reader.text();
        yield 21;
      }
      default -> {
        reader.skip();
        yield -1;
      }
    };
  }

  private List<ExtendedAttribute> extendedAttributes() throws MalformedException {
    List<ExtendedAttribute> attributes = new ArrayList<>();
    if (reader.enterArray()) {
      while (reader.element()) {
        attributes.add(extendedAttribute());
      }
    }
    return attributes;
  }

  private ExtendedAttribute extendedAttribute() throws MalformedException {
    String attribute = "";
    byte @Nullable [] value = null;
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "name" -> {
          seen = reader.once(seen, 0);
          attribute = reader.text();
        }
        case "value" -> {
          seen = reader.once(seen, 1);
          value = reader.isNull() ? null : reader.base64();
        }
        default -> reader.skip();
      }
    }
    return value == null
        ? ExtendedAttribute.withNullValue(attribute)
        : ExtendedAttribute.adopting(attribute, value);
  }

  private GenericAttributes genericAttributes() throws MalformedException {
    if (reader.isNull()) {
      return GenericAttributes.NONE;
    }
    int start = reader.position();
    reader.enterObject();
    boolean empty = true;
    while (reader.field() != null) {
      reader.skip();
      empty = false;
    }
    return empty
        ? GenericAttributes.NONE
        : GenericAttributes.verbatim(reader.source(), start, reader.endPosition() - start);
  }

  private @Nullable BlobList content() throws MalformedException {
    if (!reader.enterArray()) {
      return null;
    }
    int length = 0;
    while (reader.element()) {
      if (length == words.length) {
        words = Arrays.copyOf(words, 2 * length);
      }
      Sha256 id = reader.hash();
      words[length++] = id.w0();
      words[length++] = id.w1();
      words[length++] = id.w2();
      words[length++] = id.w3();
    }
    return BlobList.ofWords(words, length);
  }

  private Node node(int start, int end) {
    NodeMetadata metadata =
        new NodeMetadata(
            new FileMode(mode),
            new NodeTimes(modified, accessed, changed),
            new NodeOwner(userId, groupId, user, group),
            new NodeLinks(inode, deviceId, links),
            extendedAttributes,
            genericAttributes,
            error);
    return switch (type) {
      case NodeType.FILE ->
          content == null
              ? irregular(metadata, "is a file without a list of blobs", start, end)
              : new FileNode(name, metadata, size, content);
      case NodeType.DIRECTORY ->
          subtree == null
              ? irregular(metadata, "is a directory without a tree", start, end)
              : new DirectoryNode(name, metadata, new BlobId(subtree));
      case NodeType.SYMLINK ->
          new SymlinkNode(
              name,
              metadata,
              rawTarget == null ? target.getBytes(StandardCharsets.UTF_8) : rawTarget);
      case NodeType.BLOCK_DEVICE -> new DeviceNode(name, metadata, DeviceNode.Kind.BLOCK, device);
      case NodeType.CHARACTER_DEVICE ->
          new DeviceNode(name, metadata, DeviceNode.Kind.CHARACTER, device);
      case NodeType.FIFO -> new FifoNode(name, metadata);
      case NodeType.SOCKET -> new SocketNode(name, metadata);
      default -> irregular(metadata, "is of a type that cannot be restored", start, end);
    };
  }

  private IrregularNode irregular(NodeMetadata metadata, String reason, int start, int end) {
    String json = new String(reader.source(), start, end - start, StandardCharsets.UTF_8);
    return new IrregularNode(name, metadata, type, reason, json);
  }
}
