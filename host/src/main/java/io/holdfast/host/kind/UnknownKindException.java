package io.holdfast.host.kind;

import io.holdfast.schema.bind.Nearest;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;

/** An object was asked for that nobody applied. */
public final class UnknownKindException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param known the names of those that there are
   */
  UnknownKindException(String kind, String name, Collection<String> known) {
    super(
        "there is no %s %s here: %s"
            .formatted(
                kind.toLowerCase(Locale.ROOT),
                name,
                Nearest.to(name, known)
                    .map("did you mean '%s'?"::formatted)
                    .orElse("'holdfast apply -f FILE' declares it")));
  }
}
