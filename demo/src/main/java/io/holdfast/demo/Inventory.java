package io.holdfast.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything below a directory as the JDK sees it: kind, mode, owner, time to the nanosecond,
 * content, link target, extended attributes, and which names are one file.
 *
 * <p>It shares no code with the engine. Names are kept as the JDK's paths, which hold raw bytes.
 */
final class Inventory {
  private final Map<Path, Entry> entries;

  /** One name; {@code content} is a SHA-256, a link's target, or empty. */
  private record Entry(
      String kind,
      String mode,
      String owner,
      FileTime changed,
      String content,
      Map<String, String> attributes,
      Path sameFileAs) {}

  private Inventory(Map<Path, Entry> entries) {
    this.entries = entries;
  }

  static Inventory of(Path root) throws IOException {
    var entries = new TreeMap<Path, Entry>();
    var firstNames = new HashMap<Object, Path>();
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted().toList()) {
        entries.put(root.relativize(path), entry(root, path, firstNames));
      }
    }
    return new Inventory(entries);
  }

  private static Entry entry(Path root, Path path, Map<Object, Path> firstNames)
      throws IOException {
    var unix = Files.readAttributes(path, "unix:mode,uid,gid,fileKey", LinkOption.NOFOLLOW_LINKS);
    var basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    var name = root.relativize(path);
    var first = firstNames.putIfAbsent(unix.get("fileKey"), name);
    return new Entry(
        kind(basic),
        String.valueOf(unix.get("mode")),
        unix.get("uid") + ":" + unix.get("gid"),
        basic.lastModifiedTime(),
        content(path, basic),
        attributes(path, basic),
        first == null ? name : first);
  }

  private static String kind(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return "directory";
    }
    if (attributes.isSymbolicLink()) {
      return "link";
    }
    return attributes.isRegularFile() ? "file" : "special file";
  }

  private static String content(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      return Files.readSymbolicLink(path).toString();
    }
    return attributes.isRegularFile() ? sha256(path) : "";
  }

  private static String sha256(Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 18];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static Map<String, String> attributes(Path path, BasicFileAttributes basic)
      throws IOException {
    var attributes = new TreeMap<String, String>();
    if (basic.isRegularFile() || basic.isDirectory()) {
      var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
      for (var name : view.list()) {
        var value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        attributes.put(name, HexFormat.of().formatHex(value.array()));
      }
    }
    return attributes;
  }

  int size() {
    return entries.size();
  }

  /** The names that are not the same in {@code other}, each with what differs. */
  List<String> differences(Inventory other) {
    var places = new ArrayList<String>();
    entries.forEach((name, entry) -> {
      var found = other.entries.get(name);
      if (found == null) {
        places.add(name + " is missing");
      } else if (!found.equals(entry)) {
        places.add("%s: expected %s, found %s".formatted(name, entry, found));
      }
    });
    other.entries.keySet().stream()
        .filter(name -> !entries.containsKey(name))
        .forEach(name -> places.add(name + " should not be there"));
    return places;
  }
}
