package io.holdfast.schema.document;

/**
 * A place in a text.
 *
 * @param file what the text is called: a file's name, or where else it came from
 * @param line from 1 on; 0 when the value never stood in a text
 * @param column from 1 on, in characters as Unicode counts them
 */
public record Position(String file, int line, int column) {
  /** The place of what a program made. */
  public static final Position NONE = new Position("", 0, 0);

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
