package io.holdfast.repository.select;

import io.holdfast.repository.codec.ByteOrderMark;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of patterns, one per line: spaces around a line are taken off, empty lines and those that
 * begin with {@code #} are no patterns, and {@code $NAME} or <code>${NAME}</code> stands for a
 * variable of the environment, as in Go's {@code os.Expand}; {@code $$} is one dollar.
 */
public final class PatternFile {
  private PatternFile() {}

  /**
   * The patterns of a file.
   *
   * @param file UTF-8, or bytes that are none; UTF-16 when it begins with a byte order mark
   * @param variables the value of a variable; empty when there is none
   */
  public static List<byte[]> read(byte[] file, UnaryOperator<String> variables) {
    byte[] text = ByteOrderMark.removed(file);
    List<byte[]> patterns = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '\n') {
        byte[] line = stripped(Arrays.copyOfRange(text, start, i));
        if (line.length > 0 && line[0] != '#') {
          patterns.add(expanded(line, variables));
        }
        start = i + 1;
      }
    }
    return patterns;
  }

  private static byte[] stripped(byte[] line) {
    int start = 0;
    int end = line.length;
    while (start < end && isSpace(line[start])) {
      start++;
    }
    while (end > start && isSpace(line[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(line, start, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static byte[] expanded(byte[] line, UnaryOperator<String> variables) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(line.length);
    int at = 0;
    while (at < line.length) {
      if (line[at] != '$' || at + 1 == line.length) {
        out.write(line[at++]);
        continue;
      }
      int start = at + 1;
      int length;
      if (line[start] == '{') {
        length = braced(line, start);
        String name = length > 2 ? text(line, start + 1, length - 2) : "";
        if (!name.isEmpty() && line[start + length - 1] == '}') {
          out.writeBytes(value(name, variables));
        }
      } else {
        length = isSpecial(line[start]) ? 1 : plain(line, start);
        if (length == 0) {
          out.write('$');
        } else {
          out.writeBytes(value(text(line, start, length), variables));
        }
      }
      at = start + length;
    }
    return out.toByteArray();
  }

  private static byte[] value(String name, UnaryOperator<String> variables) {
    return (name.equals("$") ? name : variables.apply(name)).getBytes(StandardCharsets.UTF_8);
  }

  /** The length of what stands from '{' to '}'; Go eats only the brace when there is no end. */
  private static int braced(byte[] line, int brace) {
    for (int i = brace + 1; i < line.length; i++) {
      if (line[i] == '}') {
        return i - brace + 1;
      }
    }
    return 1;
  }

  private static int plain(byte[] line, int start) {
    int at = start;
    while (at < line.length && isNamed(line[at])) {
      at++;
    }
    return at - start;
  }

  private static boolean isNamed(byte b) {
    return b == '_' || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean isSpecial(byte b) {
    return switch (b) {
      case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          true;
      default -> false;
    };
  }

  private static String text(byte[] line, int start, int length) {
    return new String(line, start, length, StandardCharsets.UTF_8);
  }
}
