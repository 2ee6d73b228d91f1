package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people are shown them: local, with the zone. */
final class Times {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

  private Times() {}

  static String shown(Context context, Instant time) {
    return FORMAT.format(time.atZone(context.surroundings().zone()));
  }
}
