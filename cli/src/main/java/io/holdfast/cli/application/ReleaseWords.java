package io.holdfast.cli.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.api.platform.HoldStanding;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Json;
import java.io.IOException;

/** Whether the end of a hold counts, as it is shown. */
final class ReleaseWords {
  private ReleaseWords() {}

  static String words(Context context, HoldStanding standing) {
    var time = Times.shown(context, standing.from());
    return switch (standing.state()) {
      case RELEASED -> "released since " + time;
      case WAITS -> "stays until " + time;
      case NEEDS_APPROVAL ->
          "stays until somebody else approves the release, and until %s at least".formatted(time);
    };
  }

  static void print(Context context, String hold, String point, HoldStanding standing)
      throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "hold_release",
          json -> {
            json.writeStringField("point", point);
            json.writeStringField("hold", hold);
            write(json, standing);
          });
    } else {
      context.tell("hold %s on %s %s".formatted(hold, point, words(context, standing)));
    }
  }

  static void write(JsonGenerator json, HoldStanding standing) throws IOException {
    json.writeStringField("release", word(standing.state()));
    json.writeStringField("release_from", standing.from().toString());
  }

  private static String word(HoldStanding.State state) {
    return switch (state) {
      case RELEASED -> "released";
      case WAITS -> "waits";
      case NEEDS_APPROVAL -> "needs-approval";
    };
  }
}
