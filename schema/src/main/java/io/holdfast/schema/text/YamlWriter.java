package io.holdfast.schema.text;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import java.util.List;

/** Writes nodes as YAML in blocks; text that anybody could take for something else is quoted. */
public final class YamlWriter {
  private static final String STEP = "  ";

  private final StringBuilder yaml = new StringBuilder();

  private YamlWriter() {}

  /** One document, without a mark before it. */
  public static String write(Node node) {
    var writer = new YamlWriter();
    writer.value(node, "", false);
    return writer.yaml.toString();
  }

  /** Documents with a mark between each two. */
  public static String writeAll(List<? extends Node> nodes) {
    return String.join("---\n", nodes.stream().map(YamlWriter::write).toList());
  }

  /**
   * @param inline whether the place is behind a key or a dash
   */
  private void value(Node node, String indent, boolean inline) {
    switch (node) {
      case Node.Entries(_, var entries) when !entries.isEmpty() -> {
        if (inline) {
          yaml.append('\n');
        }
        entries(entries, indent, indent);
      }
      case Node.Items(_, var items) when !items.isEmpty() -> {
        if (inline) {
          yaml.append('\n');
        }
        for (var item : items) {
          yaml.append(indent).append('-');
          item(item, indent + STEP);
        }
      }
      case Node.Entries _ -> scalar("{}", inline);
      case Node.Items _ -> scalar("[]", inline);
      case Node.Text(_, var text) -> scalar(text(text), inline);
      case Node.Numeral(_, var digits) -> scalar(digits, inline);
      case Node.Flag(_, var flag) -> scalar(Boolean.toString(flag), inline);
      case Node.Nothing _ -> scalar("null", inline);
    }
  }

  private void item(Node item, String indent) {
    if (item instanceof Node.Entries(_, var entries) && !entries.isEmpty()) {
      yaml.append(' ');
      entries(entries, "", indent);
    } else {
      value(item, indent, true);
    }
  }

  private void entries(List<Node.Entry> entries, String first, String indent) {
    var before = first;
    for (var entry : entries) {
      yaml.append(before).append(text(entry.key())).append(':');
      value(entry.value(), indent + STEP, true);
      before = indent;
    }
  }

  private void scalar(String text, boolean inline) {
    yaml.append(inline ? " " : "").append(text).append('\n');
  }

  private static String text(String text) {
    return Plain.isUnmistakable(text) ? text : printable(Quoted.whole(text));
  }

  /** Escapes what YAML, unlike JSON, does not take as it is (YAML 1.2, section 5.1). */
  private static String printable(String quoted) {
    if (quoted.chars().allMatch(mark -> mark >= ' ' && mark < 0x7f)) {
      return quoted;
    }
    var escaped = new StringBuilder();
    quoted
        .codePoints()
        .forEach(mark -> {
          var plain =
              (mark >= ' ' && mark < 0x7f)
                  || (mark >= 0xa0 && mark < 0xd800 && mark != 0x2028 && mark != 0x2029)
                  || (mark >= 0xe000 && mark < 0xfffe && mark != 0xfeff)
                  || mark >= 0x10000;
          if (plain) {
            escaped.appendCodePoint(mark);
          } else {
            escaped.append("\\u%04x".formatted(mark));
          }
        });
    return escaped.toString();
  }
}
