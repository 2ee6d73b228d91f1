package io.holdfast.vault.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A kit as text for people, and as JSON for programs. */
public final class KitText {
  static final String WARNING =
      "Whoever holds this kit reads everything in the repository. Keep it where the machine is not,"
          + " as you keep what the data is worth; print it, and keep no other copy on the machine.";

  private KitText() {}

  /** As plain text; every line that is a command begins with a dollar. */
  public static String plain(RecoveryKit kit) {
    StringBuilder text = new StringBuilder();
    text.append("HOLDFAST RECOVERY KIT\n\n").append(WARNING).append("\n\n");
    for (Line line : lines(kit)) {
      text.append("%-14s%s%n".formatted(line.label + ":", line.value));
    }
    for (Steps steps : Steps.of(kit)) {
      text.append("\n").append(steps.title()).append(", on an empty machine\n");
      int number = 0;
      for (Steps.Step step : steps.steps()) {
        text.append("  %d. %s%n".formatted(++number, step.what()));
        step.commands().forEach(command -> text.append("     $ ").append(command).append('\n'));
      }
    }
    return text.toString();
  }

  /** What a line of the kit's head says. */
  record Line(String label, String value) {}

  static List<Line> lines(RecoveryKit kit) {
    RecoveryKit.Access access = kit.access();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Repository", access.name()));
    lines.add(new Line("Location", access.location()));
    lines.add(new Line("Id", access.id()));
    lines.add(new Line("Fingerprint", access.fingerprint()));
    lines.add(new Line("Key", access.password()));
    for (RecoveryKit.Credential credential : access.credentials()) {
      lines.add(
          new Line(
              "Credential", "%s, from %s".formatted(credential.variable(), credential.place())));
    }
    lines.add(
        new Line(
            "Made",
            "%s on %s".formatted(kit.made().truncatedTo(ChronoUnit.SECONDS), kit.machine())));
    return lines;
  }

  /** As JSON. */
  public static byte[] json(RecoveryKit kit) {
    return Json.write(kit);
  }

  /**
   * Reads the JSON of a kit.
   *
   * @param place where it lies, for messages
   */
  public static RecoveryKit read(String place, byte[] json) throws IOException {
    return switch (Json.read(
        place, json, RecoveryKit.class, UnknownFields.IGNORE, Bounds.DEFAULT)) {
      case Reading.Read<RecoveryKit>(RecoveryKit kit) -> kit;
      case Reading.Refused<RecoveryKit>(var mistakes) ->
          throw new IOException("%s is no recovery kit: %s".formatted(place, mistakes.getFirst()));
    };
  }

  static String compact(RecoveryKit.Access access) {
    return new String(Json.write(access), UTF_8);
  }
}
