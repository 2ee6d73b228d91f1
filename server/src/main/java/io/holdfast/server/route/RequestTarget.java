package io.holdfast.server.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first line's target, decoded: a percent sign that encodes a slash makes no new segment.
 *
 * @param path its segments
 * @param query the last value of each name
 */
public record RequestTarget(List<String> path, Map<String, String> query) {
  private static final int MOST_NAMES = 64;

  public RequestTarget {
    path = List.copyOf(path);
    query = Map.copyOf(query);
  }

  /** Empty when it is malformed. */
  public static Optional<RequestTarget> parse(String text) {
    if (!text.startsWith("/") || text.indexOf('#') >= 0) {
      return Optional.empty();
    }
    int mark = text.indexOf('?');
    var path = new ArrayList<String>();
    for (var segment : (mark < 0 ? text : text.substring(0, mark)).substring(1).split("/", -1)) {
      var decoded = decode(segment);
      if (decoded.isEmpty() || decoded.get().equals(".") || decoded.get().equals("..")) {
        return Optional.empty();
      }
      path.add(decoded.get());
    }
    var query = mark < 0 ? Optional.of(Map.<String, String>of()) : query(text.substring(mark + 1));
    return query.map(values -> new RequestTarget(path, values));
  }

  private static Optional<Map<String, String>> query(String text) {
    var values = new HashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
        var value = decode(equals < 0 ? "" : pair.substring(equals + 1).replace('+', ' '));
        if (name.isEmpty() || value.isEmpty() || values.size() >= MOST_NAMES) {
          return Optional.empty();
        }
        values.put(name.get(), value.get());
      }
    }
    return Optional.of(values);
  }

  /** Empty when it is no UTF-8, has a broken escape, or a character that no name has. */
  private static Optional<String> decode(String text) {
    var bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '%') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return Optional.empty();
        }
        bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else if (character <= ' ' || character > '~') {
        if (character != ' ') {
          return Optional.empty();
        }
        bytes.put((byte) character);
      } else {
        bytes.put((byte) character);
      }
    }
    try {
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      return decoded.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(decoded);
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isHex(char character) {
    return Character.digit(character, 16) >= 0;
  }
}
