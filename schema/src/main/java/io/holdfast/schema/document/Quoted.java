package io.holdfast.schema.document;

/**
 * Text in JSON's quotation marks.
 *
 * <p>Escaped is what JSON demands (RFC 8259, section 7) and nothing else, so that equal text is
 * equal bytes: the ledger hashes them. Marks that would end a line or turn a terminal's writing
 * around are text like any other here; programs that print make them visible.
 */
public final class Quoted {
  private static final int LONGEST_SHOWN = 80;

  private Quoted() {}

  public static String whole(String text) {
    var quoted = new StringBuilder(text.length() + 2);
    append(text, quoted);
    return quoted.toString();
  }

  /** What a message shows of a text from outside: quoted, and cut when it is long. */
  public static String shown(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return whole(text);
    }
    var splitsPair = Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1));
    return whole(text.substring(0, splitsPair ? LONGEST_SHOWN - 1 : LONGEST_SHOWN) + "…");
  }

  public static void append(String text, StringBuilder quoted) {
    quoted.append('"');
    for (int i = 0; i < text.length(); i++) {
      char mark = text.charAt(i);
      switch (mark) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (mark < ' ') {
            quoted.append("\\u%04x".formatted((int) mark));
          } else {
            quoted.append(mark);
          }
        }
      }
    }
    quoted.append('"');
  }
}
