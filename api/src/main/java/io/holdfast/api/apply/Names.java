package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.Document;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which objects there will be: those applied before, and those of this apply, right or not. */
final class Names {
  private final Map<Class<?>, SortedSet<String>> names = new HashMap<>();
  private final Map<List<String>, Document> first = new HashMap<>();
  private final List<Mistake> twice = new ArrayList<>();
  private boolean complete = true;

  Names(List<Kind> known) {
    known.forEach(kind -> of(kind.getClass()).add(kind.name()));
  }

  /** Something could not be read at all, so that there may be more names. */
  void addUnreadable() {
    complete = false;
  }

  void addRead(Class<? extends Kind> type, Document document) {
    var name = name(document.root());
    if (name.isEmpty()) {
      complete = false;
      return;
    }
    of(type).add(name);
    var before = first.putIfAbsent(List.of(type.getSimpleName(), name), document);
    if (before != null) {
      twice.add(
          document.mistake(
              "metadata.name",
              "is %s, which is the name of the %s at %s too"
                  .formatted(
                      Quoted.shown(name), type.getSimpleName(), before.position("metadata.name")),
              "each name once"));
    }
  }

  private static String name(Node root) {
    return root instanceof Node.Entries document
            && document.value("metadata").orElse(root) instanceof Node.Entries metadata
            && metadata.value("name").orElse(root) instanceof Node.Text(_, var name)
        ? name
        : "";
  }

  List<Mistake> twice() {
    return twice;
  }

  /** Whether an object of the name is missing for certain. */
  boolean isMissing(Class<? extends Kind> type, String name) {
    return complete && !of(type).contains(name);
  }

  SortedSet<String> of(Class<? extends Kind> type) {
    return names.computeIfAbsent(type, _ -> new TreeSet<>());
  }
}
