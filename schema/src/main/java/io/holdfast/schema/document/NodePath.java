package io.holdfast.schema.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths from a document's root to a node, as mistakes name them. */
public final class NodePath {
  public static final String ROOT = "";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?([A-Za-z_][A-Za-z0-9_-]*)|\\[(\\d{1,9})\\]|\\[(\"(?:[^\"\\\\]|\\\\.)*\")\\]");

  private NodePath() {}

  public static String field(String path, String key) {
    if (!NAME.matcher(key).matches()) {
      return path + "[" + Quoted.whole(key) + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** Puts the second path behind the first. */
  public static String join(String path, String below) {
    return path.isEmpty() || below.isEmpty() || below.startsWith("[")
        ? path + below
        : path + "." + below;
  }

  /** Where the node at the path stands; of a path that leads nowhere, where it ceases to lead. */
  public static Position find(Node root, String path) {
    var node = root;
    var step = STEP.matcher(path);
    while (step.lookingAt()) {
      var next = next(node, step);
      if (next.isEmpty()) {
        break;
      }
      node = next.get();
      step.region(step.end(), path.length());
    }
    return node.position();
  }

  private static Optional<Node> next(Node node, Matcher step) {
    return switch (node) {
      case Node.Items(_, var items) -> {
        var index = step.group(2) == null ? items.size() : Integer.parseInt(step.group(2));
        yield index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
      }
      case Node.Entries(_, var entries) ->
          entries.stream()
              .filter(entry ->
                  entry.key().equals(step.group(1))
                      || Quoted.whole(entry.key()).equals(step.group(3)))
              .findFirst()
              .map(Node.Entry::value);
      case Node.Text _, Node.Numeral _, Node.Flag _, Node.Nothing _ -> Optional.empty();
    };
  }
}
