package io.holdfast.vault;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot of ours is part of, as its tags say.
 *
 * <p>Tags are text that stock restic lists and filters by: {@code restic snapshots --tag
 * application=shop}.
 */
public sealed interface Belonging {
  /** Every snapshot of ours has it; one without is never touched. */
  String OURS = "holdfast";

  /** Of a complete restore point that anybody may want back. */
  String POINT = "holdfast-point";

  /** In its place, of one that is incomplete: the latest point is not to be that. */
  String INCOMPLETE = "holdfast-point-incomplete";

  /** In its place, of one that secures what a restore was about to overwrite. */
  String SECURING = "holdfast-point-securing";

  String LEDGER = "holdfast-ledger";

  /** A volume of an application, as a run moved it. */
  record ToVolume(PointId point, VolumeName volume) implements Belonging {}

  /** What a hook added to a volume. */
  record ToOverlay(PointId point, VolumeName volume) implements Belonging {}

  /** A restore point, with everything in it. */
  record ToPoint(PointId point) implements Belonging {}

  /**
   * The ledger.
   *
   * @param application absent for that of the repository itself
   */
  record ToLedger(@Nullable ApplicationName application) implements Belonging {}

  /**
   * What a snapshot belongs to; empty when it is not ours, or of a kind that this program does not
   * know.
   */
  static Optional<Belonging> of(Snapshot snapshot) {
    List<String> tags = snapshot.tags();
    if (!tags.contains(OURS)) {
      return Optional.empty();
    }
    try {
      if (tags.contains(LEDGER)) {
        return Optional.of(
            new ToLedger(value(tags, "application").map(ApplicationName::parse).orElse(null)));
      }
      Optional<PointId> point = value(tags, "point").map(PointId::parse);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      if (List.of(POINT, INCOMPLETE, SECURING).stream().anyMatch(tags::contains)) {
        return Optional.of(new ToPoint(point.get()));
      }
      Optional<VolumeName> volume = value(tags, "volume").map(VolumeName::parse);
      Optional<VolumeName> overlay = value(tags, "overlay").map(VolumeName::parse);
      return overlay
          .<Belonging>map(name -> new ToOverlay(point.get(), name))
          .or(() -> volume.map(name -> new ToVolume(point.get(), name)));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty(); // somebody else's idea of these words: not ours to touch
    }
  }

  private static Optional<String> value(List<String> tags, String key) {
    return tags.stream()
        .filter(tag -> tag.startsWith(key + "="))
        .map(tag -> tag.substring(key.length() + 1))
        .findFirst();
  }

  /** The tags that say so. */
  default List<String> tags() {
    List<String> tags = new ArrayList<>(List.of(OURS));
    switch (this) {
      case ToVolume(PointId point, VolumeName volume) -> {
        tags.addAll(ofPoint(point));
        tags.add("volume=" + volume);
      }
      case ToOverlay(PointId point, VolumeName volume) -> {
        tags.addAll(ofPoint(point));
        tags.add("overlay=" + volume);
      }
      case ToPoint(PointId point) -> {
        tags.add(POINT);
        tags.addAll(ofPoint(point));
      }
      case ToLedger(ApplicationName application) -> {
        tags.add(LEDGER);
        if (application != null) {
          tags.add("application=" + application);
        }
      }
    }
    return List.copyOf(tags);
  }

  private static List<String> ofPoint(PointId point) {
    return List.of("application=" + point.application(), "point=" + point);
  }

  /** The path that the snapshot is said to cover; the same for all of its kind. */
  default String path() {
    return switch (this) {
      case ToVolume(PointId point, VolumeName volume) ->
          "/%s/%s".formatted(point.application(), volume);
      // Not that of the volume, or the volume's next backup would compare with it.
      case ToOverlay(PointId point, VolumeName volume) ->
          "/%s/%s.overlay".formatted(point.application(), volume);
      case ToPoint(PointId point) -> "/" + point.application();
      case ToLedger(ApplicationName application) ->
          application == null ? "/.ledger" : "/.ledger/" + application;
    };
  }
}
