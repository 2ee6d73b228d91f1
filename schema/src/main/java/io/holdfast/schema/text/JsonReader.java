package io.holdfast.schema.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;

/** Reads one JSON document by its tokens, so that nothing is built before it is counted. */
public final class JsonReader {
  private final String file;
  private final JsonParser parser;
  private final Growth growth;

  private JsonReader(String file, JsonParser parser, Bounds bounds) {
    this.file = file;
    this.parser = parser;
    this.growth = new Growth(bounds);
  }

  public static Reading<Node> read(String file, byte[] json, Bounds bounds) {
    try (var parser = factory(bounds).createParser(Utf8.decode(file, json, bounds))) {
      return new Reading.Read<>(new JsonReader(file, parser, bounds).document());
    } catch (SyntaxException malformed) {
      return malformed.refusal();
    } catch (StreamReadException malformed) {
      return Reading.refused(
          position(file, malformed.getLocation()),
          "is not JSON: " + firstLine(malformed.getOriginalMessage()),
          "JSON");
    } catch (StreamConstraintsException tooMuch) {
      return Reading.refused(
          position(file, tooMuch.getLocation()),
          "is too large: " + firstLine(tooMuch.getOriginalMessage()),
          "less");
    } catch (IOException impossible) { // the text is in memory
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonFactory factory(Bounds bounds) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(bounds.depth() + 1)
                .maxStringLength(bounds.bytes())
                .maxNameLength(bounds.bytes())
                .build())
        .build();
  }

  /** Without where the parser has the text from, which says nothing to a person. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    int source = line.indexOf(" (start marker at [Source");
    return (source < 0 ? line : line.substring(0, source)).strip();
  }

  private Node document() throws IOException, SyntaxException {
    if (parser.nextToken() == null) {
      throw new SyntaxException(new Position(file, 1, 1), "is empty", "a JSON document");
    }
    var root = node();
    if (parser.nextToken() != null) {
      throw new SyntaxException(here(), "stands behind the document", "the end");
    }
    return root;
  }

  private Node node() throws IOException, SyntaxException {
    var position = here();
    growth.node(position);
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new Node.Text(position, Utf8.whole(parser.getText(), position));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Numeral(position, parser.getText());
      case VALUE_TRUE -> new Node.Flag(position, true);
      case VALUE_FALSE -> new Node.Flag(position, false);
      case VALUE_NULL -> new Node.Nothing(position);
      case START_ARRAY -> items(position);
      case START_OBJECT -> entries(position);
      case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private Node items(Position position) throws IOException, SyntaxException {
    growth.enter(position);
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    growth.leave();
    return new Node.Items(position, items);
  }

  private Node entries(Position position) throws IOException, SyntaxException {
    growth.enter(position);
    var entries = new ArrayList<Node.Entry>();
    var keys = new HashSet<String>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = here();
      var name = Utf8.whole(parser.currentName(), key);
      if (!keys.add(name)) {
        throw new SyntaxException(
            key, "has the key %s twice".formatted(Quoted.shown(name)), "each key once");
      }
      growth.node(key);
      parser.nextToken();
      entries.add(new Node.Entry(key, name, node()));
    }
    growth.leave();
    return new Node.Entries(position, entries);
  }

  private Position here() {
    return position(file, parser.currentTokenLocation());
  }

  private static Position position(String file, JsonLocation location) {
    return location == null
        ? new Position(file, 1, 1)
        : new Position(
            file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
