package io.holdfast.schema;

import io.holdfast.schema.bind.RecordReader;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.NodePath;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Reading;
import java.util.Optional;

/**
 * One document of a text, whose type is yet to be said.
 *
 * @param mostMistakes how many mistakes a reading of it lists
 */
public record Document(Node root, int mostMistakes) {

  /** The text of a field of the root, to find out what the document is. */
  public Optional<String> text(String field) {
    return root instanceof Node.Entries entries
        ? entries.value(field).flatMap(Document::text)
        : Optional.empty();
  }

  /** Whether the root has a field, whatever its value is. */
  public boolean has(String field) {
    return root instanceof Node.Entries entries && entries.value(field).isPresent();
  }

  private static Optional<String> text(Node node) {
    return node instanceof Node.Text(_, var text) ? Optional.of(text) : Optional.empty();
  }

  /** Reads it as a record or a case of a sealed interface. */
  public <T> Reading<T> as(Class<T> type, UnknownFields unknownFields) {
    return RecordReader.read(root, type, unknownFields, mostMistakes);
  }

  /** Where something stands; for a path that leads nowhere, where it ceases to lead. */
  public Position position(String path) {
    return NodePath.find(root, path);
  }

  /** A mistake that only shows beside other documents. */
  public Mistake mistake(String path, String problem, String expected) {
    return new Mistake(position(path), path, problem, expected);
  }
}
