package io.holdfast.host.kind;

import io.holdfast.schema.bind.Nearest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** An object was asked for that nobody applied. */
public final class UnknownKindException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnknownKindException(String message) {
    super(message);
  }

  /**
   * @param known the names of those that there are
   */
  UnknownKindException(String kind, String name, Collection<String> known) {
    this(
        "there is no %s %s here: %s"
            .formatted(
                kind.toLowerCase(Locale.ROOT),
                name,
                Nearest.to(name, known)
                    .map("did you mean '%s'?"::formatted)
                    .orElse("'holdfast apply -f FILE' declares it")));
  }

  /**
   * Of a kind that nobody has.
   *
   * @param kinds that there are
   */
  static UnknownKindException ofType(String type, List<String> kinds) {
    return new UnknownKindException(
        "there is no kind '%s': expected one of %s"
            .formatted(type, String.join(", ", kinds).toLowerCase(Locale.ROOT)));
  }
}
