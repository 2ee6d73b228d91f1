package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.Document;
import io.holdfast.schema.document.Mistake;

/**
 * A kind with the document that it was read from.
 *
 * @param kind with absolute paths
 */
record Declared(Kind kind, Document document) {

  Mistake mistake(String path, String problem, String expected) {
    return document.mistake(path, problem, expected);
  }

  String place() {
    return document.position("metadata.name").toString();
  }
}
