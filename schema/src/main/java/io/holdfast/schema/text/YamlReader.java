package io.holdfast.schema.text;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.document.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML by its events, so that nothing is built before it is counted. */
public final class YamlReader {
  private static final String TEXT_TAG = "tag:yaml.org,2002:str";

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Growth growth;

  /** A node that may be repeated, and how many nodes that is. */
  private record Anchored(Node node, int size) {}

  private YamlReader(String file, String text, Bounds bounds) {
    this.file = file;
    this.growth = new Growth(bounds);
    var settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(bounds.bytes() + 1).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /** The documents of a text; empty ones are left out. */
  public static Reading<List<Node>> read(String file, byte[] yaml, Bounds bounds) {
    try {
      return new Reading.Read<>(
          new YamlReader(file, Utf8.decode(file, yaml, bounds), bounds).documents());
    } catch (SyntaxException malformed) {
      return malformed.refusal();
    } catch (MarkedYamlEngineException malformed) {
      return Reading.refused(
          position(file, malformed.getProblemMark().or(malformed::getContextMark)),
          "is not YAML: " + oneLine(malformed.getProblem()),
          "YAML 1.2");
    } catch (YamlEngineException malformed) {
      return Reading.refused(
          new Position(file, 1, 1),
          "is not YAML: " + oneLine(String.valueOf(malformed.getMessage())),
          "YAML 1.2");
    }
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }

  private List<Node> documents() throws SyntaxException {
    var documents = new ArrayList<Node>();
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent) {
        anchors.clear();
        var root = node(events.next());
        if (!(root instanceof Node.Nothing)) {
          documents.add(root);
        }
      }
    }
    return documents;
  }

  private Node node(Event event) throws SyntaxException {
    var position = position(file, event.getStartMark());
    if (event instanceof AliasEvent alias) {
      return repeated(alias.getAlias(), position);
    }
    var before = growth.nodes();
    growth.node(position);
    var node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, position);
          case SequenceStartEvent list -> {
            requireNoTag(list.getTag(), position);
            yield items(position);
          }
          case MappingStartEvent map -> {
            requireNoTag(map.getTag(), position);
            yield entries(position);
          }
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    if (event instanceof NodeEvent anchored) {
      anchored
          .getAnchor()
          .ifPresent(anchor -> anchors.put(anchor, new Anchored(node, growth.nodes() - before)));
    }
    return node;
  }

  private Node repeated(Anchor anchor, Position position) throws SyntaxException {
    var anchored = anchors.get(anchor);
    if (anchored == null) {
      throw new SyntaxException(
          position,
          "is an alias of %s, which is no anchor before it"
              .formatted(Quoted.shown(anchor.getValue())),
          "a value");
    }
    growth.alias(anchored.size(), position);
    return anchored.node();
  }

  private Node items(Position position) throws SyntaxException {
    growth.enter(position);
    var items = new ArrayList<Node>();
    for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event));
    }
    growth.leave();
    return new Node.Items(position, items);
  }

  private Node entries(Position position) throws SyntaxException {
    growth.enter(position);
    var entries = new ArrayList<Node.Entry>();
    var keys = new HashSet<String>();
    for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      var key = position(file, event.getStartMark());
      if (!(event instanceof ScalarEvent scalar)) {
        throw new SyntaxException(key, "is a key that is no text", "a name");
      }
      if (!keys.add(scalar.getValue())) {
        throw new SyntaxException(
            key,
            "has the key %s twice".formatted(Quoted.shown(scalar.getValue())),
            "each key once");
      }
      growth.node(key);
      entries.add(new Node.Entry(key, Utf8.whole(scalar.getValue(), key), node(events.next())));
    }
    growth.leave();
    return new Node.Entries(position, entries);
  }

  private static Node scalar(ScalarEvent scalar, Position position) throws SyntaxException {
    var tag = scalar.getTag();
    var text = Utf8.whole(scalar.getValue(), position);
    if (tag.map(TEXT_TAG::equals).orElse(!scalar.isPlain())) {
      return new Node.Text(position, text);
    }
    requireNoTag(tag, position);
    return Plain.node(text, position);
  }

  private static void requireNoTag(Optional<String> tag, Position position) throws SyntaxException {
    if (tag.isPresent()) {
      throw new SyntaxException(
          position,
          "has the tag %s".formatted(Quoted.shown(tag.get())),
          "a value without a tag; its type follows from where it stands");
    }
  }

  private static Position position(String file, Optional<Mark> mark) {
    return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Position(file, 1, 1));
  }
}
