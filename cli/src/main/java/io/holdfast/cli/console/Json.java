package io.holdfast.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;

/** Results for other programs: one JSON document on one line each, times in UTC. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes the document's content. */
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** Prints one document and ends the line. */
  public static void line(PrintWriter out, Content content) throws IOException {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      content.write(json);
    }
    out.println(text);
  }

  /** Prints an object with a {@code message_type}, as restic's JSON lines have it, at once. */
  public static void message(PrintWriter out, String type, Content fields) throws IOException {
    line(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("message_type", type);
          fields.write(json);
          json.writeEndObject();
        });
    out.flush();
  }

  public static void texts(JsonGenerator json, String field, Collection<String> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** Prints a document that came as bytes over several lines, indented. */
  public static void indented(PrintWriter out, byte[] document) throws IOException {
    var text = new StringWriter();
    try (var parser = FACTORY.createParser(document);
        var json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      parser.nextToken();
      json.copyCurrentStructure(parser);
    }
    out.println(text);
  }
}
