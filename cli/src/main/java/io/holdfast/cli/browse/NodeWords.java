package io.holdfast.cli.browse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.snapshot.SnapshotTable;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.IrregularNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.time.ZoneId;

/** An entry of a snapshot as people and programs see it. */
final class NodeWords {
  private NodeWords() {}

  /** restic's word for the kind of entry. */
  static String type(Node node) {
    return switch (node) {
      case FileNode _ -> "file";
      case DirectoryNode _ -> "dir";
      case SymlinkNode _ -> "symlink";
      case DeviceNode device ->
          switch (device.kind()) {
            case BLOCK -> "dev";
            case CHARACTER -> "chardev";
          };
      case FifoNode _ -> "fifo";
      case SocketNode _ -> "socket";
      case IrregularNode irregular -> irregular.type();
    };
  }

  /** Bytes of content; 0 for what is no file. */
  static long size(Node node) {
    return node instanceof FileNode file ? file.size() : 0;
  }

  /** {@code drwxr-xr-x}, as {@code ls} shows it. */
  static String permissions(Node node) {
    var text = new StringBuilder();
    text.append(
        switch (node) {
          case FileNode _ -> '-';
          case DirectoryNode _ -> 'd';
          case SymlinkNode _ -> 'l';
          case DeviceNode device ->
              switch (device.kind()) {
                case BLOCK -> 'b';
                case CHARACTER -> 'c';
              };
          case FifoNode _ -> 'p';
          case SocketNode _ -> 's';
          case IrregularNode _ -> '?';
        });
    int bits = node.metadata().mode().bits();
    for (int i = 8; i >= 0; i--) {
      text.append((bits >> i & 1) == 0 ? '-' : "xwr".charAt(i % 3));
    }
    special(text, 3, bits, FileMode.SET_USER_ID, 's');
    special(text, 6, bits, FileMode.SET_GROUP_ID, 's');
    special(text, 9, bits, FileMode.STICKY, 't');
    return text.toString();
  }

  private static void special(StringBuilder text, int at, int bits, int flag, char letter) {
    if ((bits & flag) != 0) {
      text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
    }
  }

  /** One line as of {@code ls -l}. */
  static String line(TreePath path, Node node, boolean readable, ZoneId zone) {
    var owner = node.metadata().owner();
    var size = readable ? "%11s".formatted(Amounts.bytes(size(node))) : "%9d".formatted(size(node));
    var target = node instanceof SymlinkNode link ? " -> " + Printable.of(link.target()) : "";
    return "%s %5d %5d %s %s %s%s"
        .formatted(
            permissions(node),
            owner.userId(),
            owner.groupId(),
            size,
            SnapshotTable.time(node.metadata().times().modified(), zone),
            Printable.of(path.bytes()),
            target);
  }

  /** restic's fields, without those that are alike for all entries. */
  static void writeFields(JsonGenerator json, TreePath path, Node node) throws IOException {
    var metadata = node.metadata();
    json.writeStringField("name", node.name().text());
    json.writeStringField("type", type(node));
    json.writeStringField("path", path.text());
    json.writeNumberField("uid", metadata.owner().userId());
    json.writeNumberField("gid", metadata.owner().groupId());
    if (node instanceof FileNode file) {
      json.writeNumberField("size", file.size());
    }
    json.writeNumberField("mode", Integer.toUnsignedLong(metadata.mode().bits()));
    json.writeStringField("permissions", permissions(node));
    json.writeStringField("mtime", GoTime.format(metadata.times().modified()));
    json.writeStringField("atime", GoTime.format(metadata.times().accessed()));
    json.writeStringField("ctime", GoTime.format(metadata.times().changed()));
    json.writeFieldName("inode");
    json.writeNumber(Long.toUnsignedString(metadata.links().inode()));
  }
}
