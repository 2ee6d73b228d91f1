package io.holdfast.schema.document;

/**
 * One thing that is wrong in a document.
 *
 * @param path from the document's root; empty for the root itself
 * @param problem what was found, with the offending value
 * @param expected what would have been right; empty when the problem says it
 */
public record Mistake(Position position, String path, String problem, String expected) {

  /** {@code file:line:column: path: problem; expected …}. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (!position.toString().isEmpty()) {
      text.append(position).append(": ");
    }
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(problem);
    if (!expected.isEmpty()) {
      text.append("; expected ").append(expected);
    }
    return text.toString();
  }
}
