package io.holdfast.host.run;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.host.state.RealPath;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.restore.RestorePlanner;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what a restore brings back would be where its application looks for it. */
final class RestoreTargets {
  private final ApplicationSpec application;
  private final Map<String, Volume> declared;
  private final Mounting mounting;

  RestoreTargets(ApplicationSpec application, Mounting mounting) {
    this.application = application;
    this.declared =
        application.volumes().stream().collect(Collectors.toMap(Volume::name, Function.identity()));
    this.mounting = mounting;
  }

  /** Why a restore must not be as it is asked for. */
  List<Refusal> refusals(RestoreRequest request) throws IOException {
    List<Refusal> refusals = new ArrayList<>(undeclared(request));
    refusals.addAll(unasked(request));
    if (request.mode() != Mode.ASIDE && request.acceptedRisk() == null) {
      refusals.addAll(apart(request));
    }
    if (request.mode() == Mode.IN_PLACE) {
      refusals.addAll(mountedIn(request));
    }
    if (request.mode() == Mode.SWAP) {
      refusals.addAll(inOtherVolumes(request));
    }
    for (String written : RestorePlanner.written(request)) {
      refusals.addAll(hidden(written));
    }
    return refusals;
  }

  /** Data of then would be followed by a log of now, or the other way round. */
  private List<Refusal> apart(RestoreRequest request) {
    Set<String> together =
        declared.values().stream()
            .filter(volume ->
                volume.role() == Volume.Role.WAL
                    || (volume.role() == Volume.Role.DATA && volume.hooks() != null))
            .map(Volume::name)
            .collect(Collectors.toSet());
    Set<String> wanted =
        request.volumes().stream()
            .map(volume -> volume.name().text())
            .filter(together::contains)
            .collect(Collectors.toSet());
    boolean hasLog = together.stream().anyMatch(name -> declaredOf(name).role() == Volume.Role.WAL);
    return !hasLog || wanted.isEmpty() || wanted.equals(together)
        ? List.of()
        : List.of(
            new Refusal(
                "volumes " + String.join(", ", new TreeSet<>(together)),
                "one has the log of another, and only some are wanted",
                "restore them together, or accept it with --accept-risk and the reason"));
  }

  private Volume declaredOf(String name) {
    return Objects.requireNonNull(declared.get(name), name);
  }

  /** Where the files of a database are removed that the point lacks, nobody else's may be. */
  private List<Refusal> mountedIn(RestoreRequest request) {
    return request.volumes().stream()
        .filter(volume -> !volume.logs().isEmpty() && request.isWhole())
        .flatMap(volume ->
            mounting.mounted().below(RealPath.of(Path.of(volume.live()))).stream()
                .map(mount ->
                    new Refusal(
                        "volume " + volume.name(),
                        "%s is mounted inside of it, and what the point lacks would be removed"
                            .formatted(mount.point()),
                        "unmount it, or restore aside")))
        .toList();
  }

  /** Before hours of copying, not after. */
  private List<Refusal> unasked(RestoreRequest request) {
    return application.restore().probes().stream()
        .filter(probe -> request.include().isEmpty() && request.probes().contains(probe.name()))
        .filter(probe -> probe.check() instanceof Probe.Check.Sql)
        .map(probe ->
            new Refusal(
                "probe " + probe.name(),
                "it asks a database, and nobody starts one on what is restored",
                "let it run a command that does, or restore with --no-probe"))
        .toList();
  }

  /** What the point has and the application has no more has no place of its own. */
  private List<Refusal> undeclared(RestoreRequest request) {
    return request.volumes().stream()
        .filter(volume -> !declared.containsKey(volume.name().text()))
        .filter(volume -> request.mode() != Mode.ASIDE || volume.wantedTarget().isEmpty())
        .map(volume ->
            new Refusal(
                "volume " + volume.name(),
                "the application does not declare it, so it has no place to go to",
                "restore it aside with --volume %s=DIR, or name only volumes that are declared"
                    .formatted(volume.name())))
        .toList();
  }

  /** What is taken out in exchange would be backed up as another volume from then on. */
  private List<Refusal> inOtherVolumes(RestoreRequest request) {
    List<Refusal> refusals = new ArrayList<>();
    for (RestoreRequest.Volume volume : request.volumes()) {
      Optional<Path> target = volume.wantedTarget().map(Path::of).map(RealPath::of);
      declared.values().stream()
          .filter(other -> !other.name().equals(volume.name().text()))
          .filter(other ->
              target
                  .filter(path -> path.startsWith(RealPath.of(Path.of(other.path()))))
                  .isPresent())
          .forEach(other ->
              refusals.add(
                  new Refusal(
                      "target " + volume.wantedTarget().orElseThrow(),
                      "volume %s has its place there, at %s".formatted(other.name(), other.path()),
                      "leave the target out, so that it lies beside the volume")));
    }
    return refusals;
  }

  /** What is put where a disk is away is hidden once it is back. */
  private List<Refusal> hidden(String written) throws IOException {
    Path real = RealPath.of(Path.of(written));
    Excluded excluded =
        new Excluded(
            declared.values().stream()
                .filter(volume -> RealPath.of(Path.of(volume.path())).equals(real))
                .flatMap(volume -> volume.excludes().stream())
                .toList(),
            List.of());
    return Unmounted.in(real, excluded, mounting).failures().stream()
        .map(away ->
            new Refusal(
                "target " + written,
                away.reason(),
                "mount it first, for what is restored below it is hidden afterwards"))
        .toList();
  }
}
