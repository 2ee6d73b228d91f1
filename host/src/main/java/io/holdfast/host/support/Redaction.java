package io.holdfast.host.support;

import io.holdfast.schema.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps out what may hold a secret by its form, and every secret that is known. */
final class Redaction {
  /** What stands for something that was left out. */
  static final String MARK = "***";

  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s\"']+@");
  private static final Pattern QUERY =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^\\s?\"']+)\\?[^\\s\"']*");
  private static final Pattern BEARER =
      Pattern.compile("(?i)((?:bearer|basic|token)[ =:]+)[A-Za-z0-9_.~+/=-]{8,}");
  private static final Set<String> COMMANDS = Set.of("command");

  private final KnownSecrets known;

  Redaction(KnownSecrets known) {
    this.known = known;
  }

  String text(String text) {
    String cleaned = known.removedFrom(text);
    cleaned = USER_INFO.matcher(cleaned).replaceAll("://" + MARK + "@");
    cleaned = QUERY.matcher(cleaned).replaceAll("$1?" + MARK);
    return BEARER.matcher(cleaned).replaceAll("$1" + MARK);
  }

  /** A document without the arguments of its commands; its texts are cleaned when it is written. */
  Node document(Node node) {
    return switch (node) {
      case Node.Entries entries ->
          Node.entries(
              entries.entries().stream()
                  .map(entry ->
                      Node.entry(
                          entry.key(),
                          COMMANDS.contains(entry.key())
                              ? command(entry.value())
                              : document(entry.value())))
                  .toList());
      case Node.Items items -> Node.items(items.items().stream().map(this::document).toList());
      case Node.Text text -> Node.text(text(text.value()));
      case Node.Numeral _, Node.Flag _, Node.Nothing _ -> node;
    };
  }

  private Node command(Node node) {
    if (!(node instanceof Node.Items(var _, List<Node> items)) || items.isEmpty()) {
      return document(node); // a probe's command is one level deeper
    }
    List<Node> redacted = new ArrayList<>(List.of(items.getFirst()));
    items.stream().skip(1).forEach(_ -> redacted.add(Node.text(MARK)));
    return Node.items(redacted);
  }
}
