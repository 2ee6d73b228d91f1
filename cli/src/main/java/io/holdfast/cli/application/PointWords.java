package io.holdfast.cli.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.api.platform.HoldView;
import io.holdfast.api.platform.PointDetail;
import io.holdfast.api.platform.PointView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restore point as people and programs see it. */
final class PointWords {
  private final Context context;
  private final PointDetail detail;

  PointWords(Context context, PointDetail detail) {
    this.context = context;
    this.detail = detail;
  }

  void print() {
    var point = detail.point();
    say("%s of %s, %s".formatted(point.id(), point.application(), completeness(point)));
    field("cut", "%s to %s".formatted(shown(point.cut().start()), shown(point.cut().end())));
    field("consistency", point.consistency());
    field("made", "on %s by %s".formatted(detail.origin().host(), detail.origin().program()));
    if (point.state().secures() != null) {
      field("secures", "what %s was about to overwrite".formatted(point.state().secures()));
    }
    field("snapshot", point.snapshot());
    proof(detail.proof());
    for (var hook : detail.surroundings().hooks()) {
      field(
          "hook",
          "%s (%s), %s to %s"
              .formatted(hook.name(), hook.what(), shown(hook.opened()), shown(hook.closed())));
    }
    for (var hold : detail.holds()) {
      field("hold", words(hold));
    }
    volumes();
    detail.volumes().forEach(this::missing);
    for (var warning : detail.surroundings().warnings()) {
      say("warning: " + warning);
    }
    if (!detail.origin().listed()) {
      say("warning: the catalog does not know this point; 'holdfast catalog verify' says more");
    }
  }

  /** Whether all of it was captured. */
  static String completeness(PointView point) {
    return point.state().complete() ? "complete" : "INCOMPLETE";
  }

  private void proof(PointDetail.Proof proof) {
    field("sealed", shown(proof.sealed()));
    // Nothing verifies single points yet: "never" would read as if none of it was ever checked.
    if (proof.verified() != null) {
      field("verified", shown(proof.verified()));
    }
    field(
        "rehearsed",
        proof.recoveryTime() == null
            ? orNever(proof.rehearsed())
            : "%s, restored in %d s"
                .formatted(orNever(proof.rehearsed()), proof.recoveryTime().toSeconds()));
  }

  private String words(HoldView hold) {
    return "%s by %s: %s (%s)"
        .formatted(
            hold.hold(),
            hold.by(),
            hold.reason(),
            hold.release() == null
                ? hold.until()
                : ReleaseWords.words(context, hold.release().standing()));
  }

  private void volumes() {
    var table = new Table("Volume", "State", "Consistency", "Files", "Size", "Path");
    for (var volume : detail.volumes()) {
      var content = volume.content();
      if (content == null) {
        table.row(volume.name(), state(volume), "-", "-", "-", "-");
      } else {
        table.row(
            volume.name(),
            state(volume),
            content.consistency(),
            String.valueOf(content.files()),
            Amounts.bytes(content.bytes()),
            Printable.of(content.path()));
      }
    }
    table.print(context.console(), "");
  }

  private static String state(PointDetail.Volume volume) {
    return switch (volume.outcome()) {
      case CAPTURED ->
          volume.content() == null || volume.content().completeness().failed() == 0
              ? "captured"
              : "INCOMPLETE";
      case EXCLUDED -> "excluded";
      case FAILED -> "MISSING";
    };
  }

  private void missing(PointDetail.Volume volume) {
    var content = volume.content();
    if (content == null) {
      say("%s: %s: %s".formatted(state(volume), volume.name(), volume.reason()));
      return;
    }
    var completeness = content.completeness();
    for (var missing : completeness.missing()) {
      say("missing: " + Runs.failure(volume.name(), missing.path(), missing.reason()));
    }
    long more = completeness.failed() - completeness.missing().size();
    if (more > 0) {
      say("missing: %d more of %s".formatted(more, volume.name()));
    }
    if (completeness.excluded() > 0) {
      say("excluded: %d of %s by its rules".formatted(completeness.excluded(), volume.name()));
    }
  }

  private void field(String name, String value) {
    say("%-12s %s".formatted(name, value));
  }

  private void say(String line) {
    context.console().print(line);
  }

  private String shown(Instant time) {
    return Times.shown(context, time);
  }

  private String orNever(@Nullable Instant time) {
    return time == null ? "never" : shown(time);
  }

  void printJson() throws IOException {
    for (var volume : detail.volumes()) {
      Json.message(context.console().out(), "volume", json -> write(json, volume));
    }
    for (var hold : detail.holds()) {
      HoldListCommand.print(context, hold);
    }
    Json.message(
        context.console().out(),
        "point_detail",
        json -> {
          write(json, detail.point());
          json.writeStringField("host", detail.origin().host());
          json.writeStringField("program", detail.origin().program());
          json.writeBooleanField("listed", detail.origin().listed());
          json.writeStringField("sealed", detail.proof().sealed().toString());
          time(json, "verified", detail.proof().verified());
          time(json, "rehearsed", detail.proof().rehearsed());
          if (detail.proof().recoveryTime() != null) {
            json.writeNumberField("recovery_seconds", detail.proof().recoveryTime().toSeconds());
          }
          Json.texts(json, "hooks", hooks());
          Json.texts(json, "warnings", detail.surroundings().warnings());
        });
  }

  private List<String> hooks() {
    var hooks = new ArrayList<String>();
    for (var hook : detail.surroundings().hooks()) {
      hooks.add("%s (%s)".formatted(hook.name(), hook.what()));
    }
    return hooks;
  }

  private static void time(JsonGenerator json, String field, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(field, time.toString());
    }
  }

  private static void write(JsonGenerator json, PointDetail.Volume volume) throws IOException {
    json.writeStringField("volume", volume.name());
    json.writeStringField("outcome", volume.outcome().word());
    json.writeStringField("reason", volume.reason());
    var content = volume.content();
    if (content == null) {
      return;
    }
    json.writeStringField("path", content.path());
    json.writeStringField("consistency", content.consistency());
    json.writeNumberField("files", content.files());
    json.writeNumberField("bytes", content.bytes());
    json.writeNumberField("excluded", content.completeness().excluded());
    json.writeNumberField("failed", content.completeness().failed());
    json.writeArrayFieldStart("missing");
    for (var missing : content.completeness().missing()) {
      json.writeStartObject();
      json.writeStringField("path", missing.path());
      json.writeStringField("reason", missing.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The fields of a point in lists. */
  static void write(JsonGenerator json, PointView point) throws IOException {
    json.writeStringField("id", point.id());
    json.writeStringField("cut_start", point.cut().start().toString());
    json.writeStringField("cut_end", point.cut().end().toString());
    json.writeBooleanField("complete", point.state().complete());
    if (point.state().missing()) {
      json.writeBooleanField("missing", true);
    }
    json.writeStringField("consistency", point.consistency());
    json.writeNumberField("volumes", point.size().volumes());
    json.writeNumberField("files", point.size().files());
    json.writeNumberField("bytes", point.size().bytes());
    json.writeStringField("snapshot_id", point.snapshot());
    if (point.state().secures() != null) {
      json.writeStringField("secures", point.state().secures());
    }
  }
}
