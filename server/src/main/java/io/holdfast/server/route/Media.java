package io.holdfast.server.route;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a body is. */
public enum Media {
  JSON("application/json"),
  YAML("application/yaml");

  private final String type;

  Media(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }

  /** Reads the header {@code Content-Type}; its parameters only say what we expect anyway. */
  public static Optional<Media> of(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    int end = header.indexOf(';');
    var type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(media -> media.type.equals(type)).findFirst();
  }

  /** To complete "reads …". */
  public static String words(List<Media> accepted) {
    return String.join(" or ", accepted.stream().map(Media::type).toList());
  }
}
