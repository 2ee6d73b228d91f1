package io.holdfast.schema;

import io.holdfast.schema.bind.RecordWriter;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.text.JsonReader;
import io.holdfast.schema.text.YamlReader;
import io.holdfast.schema.text.YamlWriter;
import java.util.List;
import java.util.Locale;

/** Documents as people write them: several in a text, in YAML, or one in JSON. */
public final class Documents {
  private Documents() {}

  /**
   * Every document of a text.
   *
   * @param file its name; {@code .json} is read as JSON, all else as YAML
   */
  public static Reading<List<Document>> read(String file, byte[] text, Bounds bounds) {
    Reading<List<Node>> nodes =
        file.toLowerCase(Locale.ROOT).endsWith(".json")
            ? JsonReader.read(file, text, bounds).then(node -> new Reading.Read<>(List.of(node)))
            : YamlReader.read(file, text, bounds);
    return nodes.then(roots ->
        new Reading.Read<>(
            roots.stream().map(root -> new Document(root, bounds.mistakes())).toList()));
  }

  /** One document in YAML that reads back to an equal value. */
  public static String yaml(Record value) {
    return YamlWriter.write(RecordWriter.write(value));
  }
}
