package io.holdfast.host.run;

import io.holdfast.host.state.RealPath;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.restore.RestorePlanner;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Directories that the program needs while it restores: what is put into them, or in their place,
 * would take its own memory away.
 */
final class OwnPlaces {
  /** Each with what it is, for messages. */
  private final Map<Path, String> own = new LinkedHashMap<>();

  OwnPlaces(Path state, Subject subject) {
    own.put(RealPath.of(state), "the state directory");
    subject
        .repository()
        .spec()
        .location()
        .directory()
        .ifPresent(path ->
            own.put(RealPath.of(Path.of(path)), "repository " + subject.repository().name()));
  }

  /** Why a restore must not touch what it would touch. */
  List<Refusal> refusals(RestoreRequest request) {
    List<Refusal> refusals = new ArrayList<>();
    for (String touched : RestorePlanner.touched(request)) {
      Path real = RealPath.of(Path.of(touched));
      own.forEach((path, what) -> {
        if (real.startsWith(path)) {
          refusals.add(
              new Refusal(
                  "target " + touched,
                  "it is %s of Holdfast, or in it".formatted(what),
                  "name a directory elsewhere"));
        } else if (request.mode() != Mode.ASIDE && path.startsWith(real)) {
          refusals.add(
              new Refusal(
                  "target " + touched,
                  "%s of Holdfast is in it, at %s, and would be replaced meanwhile"
                      .formatted(what, path),
                  "restore aside and bring back from there, or keep that elsewhere"));
        }
      });
    }
    return refusals;
  }
}
