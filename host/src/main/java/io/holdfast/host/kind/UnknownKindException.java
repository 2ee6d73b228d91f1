package io.holdfast.host.kind;

import java.io.IOException;
import java.util.Locale;

/** An object was asked for that nobody applied. */
public final class UnknownKindException extends IOException {
  private static final long serialVersionUID = 1L;

  UnknownKindException(String kind, String name) {
    super(
        "there is no %s %s here: 'holdfast apply -f FILE' declares it"
            .formatted(kind.toLowerCase(Locale.ROOT), name));
  }
}
