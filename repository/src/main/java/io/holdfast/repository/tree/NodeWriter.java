package io.holdfast.repository.tree;

import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.GoText;
import io.holdfast.repository.id.BlobId;
import org.jspecify.annotations.Nullable;

/**
 * Writes a node as restic's {@code Node.MarshalJSON} does: its fields, their order, and which of
 * them are left out when they are zero (F23, F24).
 */
final class NodeWriter {
  private NodeWriter() {}

  static void write(GoJsonWriter out, Node node) {
    switch (node) {
      case FileNode file -> {
        begin(out, file, NodeType.FILE);
        numberUnlessZero(out, "size", file.size());
        links(out, file);
        attributes(out, file);
        content(out, file.content());
        end(out, file, null);
      }
      case DirectoryNode directory -> {
        begin(out, directory, NodeType.DIRECTORY);
        links(out, directory);
        attributes(out, directory);
        out.field("content").absent();
        end(out, directory, directory.subtree());
      }
      case SymlinkNode link -> {
        begin(out, link, NodeType.SYMLINK);
        links(out, link);
        target(out, link.sharedTarget());
        attributes(out, link);
        out.field("content").absent();
        end(out, link, null);
      }
      case DeviceNode device -> {
        begin(
            out,
            device,
            switch (device.kind()) {
              case BLOCK -> NodeType.BLOCK_DEVICE;
              case CHARACTER -> NodeType.CHARACTER_DEVICE;
            });
        links(out, device);
        attributes(out, device);
        numberUnlessZero(out, "device", device.device());
        out.field("content").absent();
        end(out, device, null);
      }
      case FifoNode fifo -> plain(out, fifo, NodeType.FIFO);
      case SocketNode socket -> plain(out, socket, NodeType.SOCKET);
      case IrregularNode irregular -> out.verbatim(irregular.json());
    }
  }

  private static void plain(GoJsonWriter out, Node node, String type) {
    begin(out, node, type);
    links(out, node);
    attributes(out, node);
    out.field("content").absent();
    end(out, node, null);
  }

  private static void begin(GoJsonWriter out, Node node, String type) {
    NodeMetadata metadata = node.metadata();
    NodeTimes times = metadata.times();
    NodeOwner owner = metadata.owner();
    out.beginObject();
    out.field("name").text(GoQuote.quote(node.name().shared()));
    out.field("type").text(type);
    numberUnlessZero(out, "mode", Integer.toUnsignedLong(metadata.mode().bits()));
    out.field("mtime").time(times.modified());
    out.field("atime").time(times.accessed());
    out.field("ctime").time(times.changed());
    out.field("uid").number(owner.userId());
    out.field("gid").number(owner.groupId());
    textUnlessEmpty(out, "user", owner.user());
    textUnlessEmpty(out, "group", owner.group());
    numberUnlessZero(out, "inode", metadata.links().inode());
    numberUnlessZero(out, "device_id", metadata.links().device());
  }

  private static void links(GoJsonWriter out, Node node) {
    numberUnlessZero(out, "links", node.metadata().links().count());
  }

  private static void target(GoJsonWriter out, byte[] target) {
    if (target.length > 0) {
      out.field("linktarget").text(target);
      if (!GoText.isValid(target)) {
        out.field("linktarget_raw").base64(target);
      }
    }
  }

  private static void attributes(GoJsonWriter out, Node node) {
    NodeMetadata metadata = node.metadata();
    if (!metadata.extendedAttributes().isEmpty()) {
      out.field("extended_attributes").beginArray();
      for (ExtendedAttribute attribute : metadata.extendedAttributes()) {
        out.beginObject().field("name").text(attribute.name()).field("value");
        byte[] value = attribute.shared();
        if (value == null) {
          out.absent();
        } else {
          out.base64(value);
        }
        out.endObject();
      }
      out.endArray();
    }
    if (!metadata.genericAttributes().isEmpty()) {
      out.field("generic_attributes").verbatim(metadata.genericAttributes().json());
    }
  }

  private static void content(GoJsonWriter out, BlobList content) {
    out.field("content").beginArray();
    for (int i = 0; i < content.size(); i++) {
      out.hash(content.word(i, 0), content.word(i, 1), content.word(i, 2), content.word(i, 3));
    }
    out.endArray();
  }

  private static void end(GoJsonWriter out, Node node, @Nullable BlobId subtree) {
    if (subtree != null) {
      out.field("subtree").hash(subtree.hash());
    }
    textUnlessEmpty(out, "error", node.metadata().error());
    out.endObject();
  }

  private static void numberUnlessZero(GoJsonWriter out, String field, long value) {
    if (value != 0) {
      out.field(field).unsigned(value);
    }
  }

  private static void textUnlessEmpty(GoJsonWriter out, String field, String value) {
    if (!value.isEmpty()) {
      out.field(field).text(value);
    }
  }
}
